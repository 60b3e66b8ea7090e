"""A short soak; `tests/protocol/soak` is the long one, which looks at memory too."""

import os
import random
import unittest

from soak import soak


class Soaks(unittest.TestCase):
    def test_two_thousand_messages(self):
        seed = int(os.environ.get("SAYSO_SEED") or random.randrange(1_000_000))
        print(f"\nSAYSO_SEED={seed}: ", end="")
        counts, _, _ = soak(1_600, 400, seed, 4)
        self.assertGreater(counts["cancelled"], 0)
        self.assertGreater(counts["edits"], 200)
