//! What is seen of a candidate for a tie: the features that the trees in [`judge`](super::judge) ask for.

use super::model::features;

features! {
    /// What is seen of a candidate.
    pub enum Feature {
    /// Always.
    Bias "bias",
    /// The verb or noun with this complement is a cue in less than a twentieth of its uses.
    Strength0 "strength 0",
    /// In a tenth.
    Strength1 "strength 1",
    /// In two.
    Strength2 "strength 2",
    /// In three.
    Strength3 "strength 3",
    /// In four.
    Strength4 "strength 4",
    /// In five.
    Strength5 "strength 5",
    /// In six.
    Strength6 "strength 6",
    /// In seven.
    Strength7 "strength 7",
    /// In eight.
    Strength8 "strength 8",
    /// In nine and more.
    Strength9 "strength 9",
    /// The cue says or writes.
    Says "class say",
    /// It asks.
    Asks "class ask",
    /// It thinks.
    Thinks "class think",
    /// It knows.
    Knows "class know",
    /// It shows.
    Shows "class show",
    /// It plans.
    Plans "class plan",
    /// It wants.
    Wants "class want",
    /// It judges.
    Judges "class judge",
    /// It names.
    Names "class name",
    /// It denies.
    Denies "class deny",
    /// It talks about.
    Talks "class talk",
    /// It seems.
    Seems "class seem",
    /// It reports.
    Reports "class report",
    /// What is said is a clause with "that".
    ThatClause "complement that-clause",
    /// A clause without.
    Clause "complement clause",
    /// A quotation.
    Quotation "complement quotation",
    /// An infinitive.
    Infinitive "complement infinitive",
    /// A noun phrase.
    Object "complement object",
    /// A phrase with a preposition.
    About "complement about",
    /// A gerund.
    Gerund "complement gerund",
    /// Nothing.
    Nothing "complement nothing",
    /// The verb stands behind what is said.
    After "pattern after",
    /// Verb and subject are inverted.
    Inverted "pattern inverted",
    /// A passive without its agent.
    Passive "pattern passive",
    /// A passive with it.
    PassiveBy "pattern passive-by",
    /// A noun.
    Noun "pattern noun",
    /// A name and a colon.
    Colon "pattern colon",
    /// A phrase: "in a poll".
    Phrase "pattern phrase",
    /// The source is a name.
    SourceName "source name",
    /// A noun for a person.
    SourcePerson "source person",
    /// A noun for people.
    SourcePeople "source people",
    /// An organisation.
    SourceOrganisation "source organisation",
    /// A document or data.
    SourceDocument "source document",
    /// An image.
    SourceImage "source image",
    /// "he", "she".
    SourceHe "source he",
    /// "they".
    SourceThey "source they",
    /// "it", "this".
    SourceIt "source it",
    /// "we", "I".
    SourceWe "source we",
    /// "you".
    SourceYou "source you",
    /// "who".
    SourceWho "source who",
    /// "which", "that".
    SourceWhich "source which",
    /// A number, a share, "many".
    SourceShare "source share",
    /// Some other noun.
    SourceOther "source other",
    /// No source.
    SourceNone "source none",
    /// The verb is in the past.
    Past "verb past",
    /// In the present.
    Present "verb present",
    /// With a modal.
    Modal "verb modal",
    /// With "have".
    Perfect "verb perfect",
    /// With "be" and "-ing".
    Progressive "verb progressive",
    /// An infinitive.
    ToVerb "verb infinitive",
    /// A participle in "-ing".
    Ing "verb gerund",
    /// A bare participle of the past.
    BareParticiple "verb participle",
    /// Negated.
    Negated "verb negated",
    /// Hung on another verb that is a cue.
    Governed "verb governed",
    /// In a clause of time, cause or condition.
    Subordinate "clause subordinate",
    /// In a question.
    Question "sentence question",
    /// A quotation stands in what is said.
    HoldsQuotation "content holds quotation",
    /// What is said is two words at most.
    Short "content short",
    /// Eight words or more.
    Long "content long",
    /// It is as long as the sentence allows and holds a finite verb.
    HoldsVerb "content holds verb",
    /// A number stands in it.
    HoldsNumber "content holds number",
    /// Source and cue are far from each other.
    Far "source far",
    /// Another candidate stands before in the sentence.
    Later "cue later",
    /// The sentence has no stop: a headline.
    Headline "sentence headline",
    /// It begins with a quotation of one or two words.
    ScareQuote "content scare quote",
    /// A bare noun or pronoun is the whole object.
    PlainObject "object plain",
    /// The object begins with an amount: "claimed $5 million".
    ObjectAmount "object amount",
    /// The object names a person or an organisation.
    ObjectName "object name",
    }
}
