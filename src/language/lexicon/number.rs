//! What the lexicon can say of a word of numbers, units and dates.

use super::named::named;

named! {
    /// The part of a word in a number.
    pub enum NumberRole {
        /// 0 to 19.
        Unit "unit",
        /// 20 to 90.
        Ten "ten",
        /// Hundred, thousand, million, dozen.
        Scale "scale",
        /// "dozens", "hundreds".
        Vague "vague",
        /// "third" as a rank.
        Ordinal "ordinal",
        /// "third" as a part; the value is the divisor.
        Part "part",
        /// "twice", "doubled".
        Times "times",
    }
}

named! {
    /// The kind of figure that a unit makes.
    pub enum UnitKind {
        /// Percent and percentage points.
        Percent "percent",
        /// Time.
        Duration "duration",
        /// Money.
        Money "money",
        /// Length, mass, energy, data and the like.
        Measure "measure",
        /// Points and goals.
        Score "score",
        /// Age.
        Age "age",
    }
}

named! {
    /// What units are measured in.
    pub enum Dimension {
        /// Metres.
        Length "length",
        /// Square metres.
        Area "area",
        /// Kilograms.
        Mass "mass",
        /// Litres.
        Volume "volume",
        /// Metres a second.
        Speed "speed",
        /// Watts.
        Power "power",
        /// Joules.
        Energy "energy",
        /// Degrees Celsius.
        Temperature "temperature",
        /// Seconds.
        Time "time",
    }
}

named! {
    /// Which of several that come again and again.
    pub enum Turn {
        /// "last".
        Last "last",
        /// "this".
        This "this",
        /// "next".
        Next "next",
        /// The words do not tell.
        Bare "bare",
        /// "each", "every": all of them.
        Each "each",
        /// "following", "previous": counted from another time that is told.
        Other "other",
    }
}

named! {
    /// How a time hangs on another.
    pub enum TimeLink {
        /// "since".
        Since "since",
        /// "after".
        After "after",
        /// "before".
        Before "before",
        /// "ago".
        Ago "ago",
        /// "later".
        Later "later",
        /// "earlier".
        Earlier "earlier",
        /// "until".
        Until "until",
        /// "apart", "into": behind a length between what stands before it.
        Apart "apart",
    }
}

/// What a word has to do with dates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Calendar {
    /// A day of the week, from 1 for Monday.
    Weekday(i8),
    /// A month, from 1.
    Month(i8),
    /// A unit of time of so many days.
    Span(i32),
    /// So many days from the day of the text: "yesterday".
    Shift(i32),
    /// A part of the year that begins on no certain day: "summer", "season".
    Period,
    /// "weekend".
    Weekend,
    /// "today", which may be these days.
    Nowadays,
    /// "last", "next".
    Turn(Turn),
    /// "since", "ago".
    Link(TimeLink),
}

/// How many of the base unit of its dimension a unit is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measure {
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the base unit one of it is.
    pub factor: f64,
    /// How far it may be from that, as a part of it: a ton is one thing in London and another in Washington.
    pub slack: f64,
    /// Which number of it is nothing of the base unit: 32 for degrees Fahrenheit.
    pub zero: f64,
}

named! {
    /// How exactly a figure is meant.
    pub enum Hedge {
        /// About, around.
        About "about",
        /// At least.
        AtLeast "at least",
        /// At most.
        AtMost "at most",
        /// More than.
        MoreThan "more than",
        /// Less than.
        LessThan "less than",
        /// Nearly.
        Nearly "nearly",
        /// Up to.
        UpTo "up to",
        /// Exactly.
        Exactly "exactly",
        /// No more than that, which somebody finds little: "only 18".
        Merely "merely",
    }
}
