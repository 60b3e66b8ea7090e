//! What a figure or a rank is worth as a claim, and why.

/// Whether something is a claim about the world that a reader could ask to have checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Worth {
    /// It is.
    Checkable,
    /// Grammar cannot decide it: readers would differ.
    Doubtful(Reason),
    /// It is not.
    Not(Reason),
}

impl Worth {
    /// Whether it is a claim, if only perhaps.
    #[must_use]
    pub fn is_claim(self) -> bool {
        !matches!(self, Self::Not(_))
    }

    /// Why it is none, or perhaps none.
    #[must_use]
    pub fn reason(self) -> Option<Reason> {
        match self {
            Self::Checkable => None,
            Self::Doubtful(reason) | Self::Not(reason) => Some(reason),
        }
    }

    /// The lesser of two judgements.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Not(_), _) | (Self::Doubtful(_), Self::Checkable | Self::Doubtful(_)) => self,
            _ => other,
        }
    }
}

/// Why something is no claim, or perhaps none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Reason {
    /// "on 5 May", "at noon".
    Date,
    /// "aged 43".
    Age,
    /// "Section 230", "Windows 11", "p. 33".
    Name,
    /// "the third time".
    Order,
    /// "10 things to know".
    Listing,
    /// "two phases".
    Small,
    /// "the top 1%", "the 400 richest".
    Group,
    /// "in 24 hours", "the last five years".
    Span,
    /// "a 3-foot distance", "155 mm howitzer".
    Measure,
    /// "the majority of", "double-digit".
    Rough,
    /// "families that earn up to $125,000".
    Threshold,
    /// "plans to hire 500".
    Plan,
    /// "If 20% of …".
    Condition,
    /// "it might be 20%".
    Guess,
    /// "1%? 2%?"
    Question,
    /// "Imagine you have $100".
    Example,
    /// "per 100,000 people".
    Base,
    /// "one in a million".
    Idiom,
    /// "95% confidence intervals".
    Method,
    /// "a survey of 1,004 adults".
    Sample,
    /// "100% renewable".
    Whole,
    /// A rank that does not tell among what: "the most vocal".
    Frameless,
    /// "one of the largest".
    OneOf,
    /// "a 10-9 win", "voted 7-2".
    Result,
    /// "In my view she is the best".
    View,
}

impl Reason {
    /// It in words, as they stand behind "it is".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Date => "a date or a time",
            Self::Age => "an age",
            Self::Name => "a number that is a name or part of one",
            Self::Order => "a place in an order",
            Self::Listing => "the count of a list of the text's own",
            Self::Small => "a small count",
            Self::Group => "the name of a group that is told of",
            Self::Span => "a length of time",
            Self::Measure => "a measure that tells which thing is meant",
            Self::Rough => "an amount without a number",
            Self::Threshold => "a limit that tells who is meant",
            Self::Plan => "what somebody plans, pledges or sets",
            Self::Condition => "a condition",
            Self::Guess => "what may be",
            Self::Question => "a question",
            Self::Example => "an example",
            Self::Base => "what a rate is counted by",
            Self::Idiom => "a figure of speech",
            Self::Method => "a setting of a method",
            Self::Sample => "how many were asked or looked at",
            Self::Whole => "all of something",
            Self::Frameless => "a rank without what it ranks among",
            Self::OneOf => "a place among several",
            Self::Result => "the result of a match or a vote",
            Self::View => "what the writer thinks",
        }
    }
}
