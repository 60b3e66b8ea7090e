"""usage: all.py [TEST…]

Runs the tests, and counts a test that was left out as one that failed: it has tried nothing.
"""

import sys
import time
import unittest

if __name__ == "__main__":
    begun = time.monotonic()
    loader = unittest.defaultTestLoader
    names = sys.argv[1:]
    tests = loader.loadTestsFromNames(names) if names else loader.discover(".", top_level_dir=".")
    outcome = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(tests)
    well = outcome.wasSuccessful() and not outcome.skipped and not outcome.expectedFailures
    wrong = len({test.id().split(" ")[0] for test, _ in outcome.failures + outcome.errors + outcome.skipped})
    took = f"{time.monotonic() - begun:.0f} s"
    if well and outcome.testsRun:
        print(f"protocol: {outcome.testsRun} passed in {took}")
    else:
        print(f"protocol: {wrong} of {outcome.testsRun} failed in {took}")
    sys.exit(not well or not outcome.testsRun)
