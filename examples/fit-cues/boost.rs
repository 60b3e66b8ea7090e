//! Gradient boosting of decision trees over features that are seen or not (Friedman 2001; the gain of a split and the value of a
//! leaf by second-order gradients as in Chen and Guestrin 2016).

#![allow(clippy::cast_precision_loss)]

use sayso::analysis::attribution::model::PLACES;

/// How many trees of how many leaves, and how much each of them counts.
pub(crate) struct Shape {
    pub(crate) trees: usize,
    pub(crate) leaves: usize,
    pub(crate) rate: f64,
}

/// The fewest examples on either side of a split.
const FEWEST: usize = 30;

/// How strongly large values are held back.
const RIDGE: f64 = 1.0;

/// A tree: what it says on average, and the feature it asks for with the trees for seen and unseen.
pub(crate) struct Tree {
    value: f64,
    split: Option<(u16, Box<(Tree, Tree)>)>,
}

impl Tree {
    /// Writes it in the form that `Trees::parse` reads.
    pub(crate) fn write(&self, name: &dyn Fn(u16) -> String, out: &mut String) {
        if !out.ends_with('\n') {
            out.push('\t');
        }
        out.push_str(&format!("{:.3}", self.value));
        if let Some((place, branches)) = &self.split {
            out.push('?');
            out.push_str(&name(*place));
            branches.0.write(name, out);
            branches.1.write(name, out);
        }
    }
}

/// First and second derivative of the loss.
#[derive(Clone, Copy, Default)]
struct Slope {
    first: f64,
    second: f64,
    count: usize,
}

impl Slope {
    fn add(&mut self, other: Self) {
        self.first += other.first;
        self.second += other.second;
        self.count += other.count;
    }

    fn less(self, other: Self) -> Self {
        Self { first: self.first - other.first, second: self.second - other.second, count: self.count - other.count }
    }

    fn worth(self) -> f64 {
        self.first * self.first / (self.second + RIDGE)
    }

    fn value(self) -> f64 {
        -self.first / (self.second + RIDGE)
    }
}

/// A leaf that may still be split.
struct Leaf {
    examples: Vec<u32>,
    slope: Slope,
    /// The best split of it, and what that is worth.
    best: Option<(u16, f64)>,
    /// Its branches, once it is split.
    split: Option<(u16, usize, usize)>,
}

/// Grows trees for examples, each the places of the features seen in it, and whether it is right.
pub(crate) fn grow(seen: &[Vec<u16>], right: &[bool], shape: &Shape) -> Vec<Tree> {
    let mut sums = vec![0.0f64; seen.len()];
    let mut random = 1u64;
    let mut trees = Vec::new();
    for number in 0..shape.trees {
        let slopes: Vec<Slope> = sums
            .iter()
            .zip(right)
            .map(|(sum, right)| {
                let p = 1.0 / (1.0 + (-sum).exp());
                Slope { first: p - f64::from(u8::from(*right)), second: p * (1.0 - p), count: 1 }
            })
            .collect();
        // Each tree sees four fifths of the examples and half of the features.
        let mut chance = || {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % 10
        };
        let examples: Vec<u32> = (0..).take(seen.len()).filter(|_| chance() < 8).collect();
        let open: Vec<bool> = (0..PLACES).map(|_| chance() < 5).collect();
        let leaves = leaves(seen, &slopes, examples, &open, shape.leaves);
        let tree = tree(&leaves, 0, shape.rate);
        for (sum, seen) in sums.iter_mut().zip(seen) {
            *sum += answer(&tree, seen);
        }
        if number % 20 == 19 {
            let agree = sums.iter().zip(right).filter(|(sum, right)| (**sum > 0.0) == **right).count();
            println!("{} trees agree on {:.1} %", number + 1, 100.0 * agree as f64 / sums.len() as f64);
        }
        trees.push(tree);
    }
    trees
}

fn leaves(seen: &[Vec<u16>], slopes: &[Slope], examples: Vec<u32>, open: &[bool], most: usize) -> Vec<Leaf> {
    let leaf = |examples: Vec<u32>| {
        let mut slope = Slope::default();
        let mut by_place = vec![Slope::default(); PLACES];
        for &example in &examples {
            let own = slopes[example as usize];
            slope.add(own);
            seen[example as usize].iter().for_each(|&place| by_place[usize::from(place)].add(own));
        }
        let gain = |place: usize| {
            let (yes, no) = (by_place[place], slope.less(by_place[place]));
            let split = open[place] && yes.count >= FEWEST && no.count >= FEWEST;
            split.then(|| yes.worth() + no.worth() - slope.worth())
        };
        let gains = (0..PLACES).filter_map(|place| Some((u16::try_from(place).ok()?, gain(place)?)));
        let best = gains.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|best| best.1 > 0.0);
        Leaf { examples, slope, best, split: None }
    };
    let mut leaves = vec![leaf(examples)];
    for _ in 1..most {
        let open = (0..leaves.len()).filter(|&i| leaves[i].split.is_none());
        let best = open.filter_map(|i| leaves[i].best.map(|best| (i, best))).max_by(|a, b| a.1.1.total_cmp(&b.1.1));
        let Some((i, (place, _))) = best else { break };
        let examples = std::mem::take(&mut leaves[i].examples);
        let (yes, no) = examples.into_iter().partition(|&example| seen[example as usize].binary_search(&place).is_ok());
        leaves[i].split = Some((place, leaves.len(), leaves.len() + 1));
        leaves.extend([leaf(yes), leaf(no)]);
    }
    leaves
}

fn tree(leaves: &[Leaf], at: usize, rate: f64) -> Tree {
    let leaf = &leaves[at];
    let split = leaf.split.map(|(place, yes, no)| (place, Box::new((tree(leaves, yes, rate), tree(leaves, no, rate)))));
    Tree { value: leaf.slope.value() * rate, split }
}

fn answer(tree: &Tree, seen: &[u16]) -> f64 {
    match &tree.split {
        None => tree.value,
        Some((place, branches)) if seen.binary_search(place).is_ok() => answer(&branches.0, seen),
        Some((_, branches)) => answer(&branches.1, seen),
    }
}
