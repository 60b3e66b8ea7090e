//! The classes that words are members of.

use super::named::named;

named! {
    /// A class that words are plain members of.
    pub enum Class {
        /// Forms of "be".
        Be "be",
        /// Forms of "have".
        Have "have",
        /// Forms of "do".
        Do "do",
        /// Forms of "get".
        Get "get",
        /// "will", "would", "can" …
        Modal "modal",
        /// "not", "never".
        Not "not",
        /// "who", "which", "that".
        Relative "relative",
        /// "whose".
        Whose "whose",
        /// "employs": whose people are its workers.
        Employs "employs",
        /// "equivalent", "equal": between a figure and the same in another unit.
        Equivalent "equivalent",
        /// "degrees", of which it is not told.
        Degrees "degrees",
        /// "warming", "cooled": that it gets warmer or colder.
        Tempers "tempers",
        /// "normal", "pre-industrial": that from which weather and climate are told to depart.
        Norm "norm",
        /// "crowd", "toll": what a number of people is told of.
        Headcount "headcount",
        /// "high", "length": what a measure is of.
        Dimension "dimension",
        /// "marched", "attended": what those do that a crowd is made of.
        Gathers "gathers",
        /// "magnitude": how strong an earthquake is.
        Magnitude "magnitude",
        /// "misstated", "wrongly", "revised": what tells that a figure was told otherwise before.
        Mistaken "mistaken",
        /// "expected", "estimate": a figure of what is not yet so.
        Supposed "supposed",
        /// "has", "boasts", "contains": what tells how many of a thing another has.
        Holds "holds",
        /// What a clause that is said can begin with: "that", "whether", "how".
        Complementizer "complementizer",
        /// What a clause of time, cause or contrast begins with: "although", "because", "when".
        Subordinator "subordinator",
        /// "and", "or", "but".
        Coordinator "coordinator",
        /// Days of the week.
        Day "day",
        /// Months.
        Month "month",
        /// Words of time: "yesterday", "recently", "week".
        Time "time",
        /// A day told from the day it is: "yesterday", "tonight".
        Today "today",
        /// Adverbs that stand between a subject and its verb.
        Adverb "adverb",
        /// Nouns for an organisation of any kind: "company", "group".
        Firm "firm",
        /// What a writer sets before a remark of his own: "EDIT:", "PS:", "TODO:".
        Remark "remark",
        /// "both".
        Both "both",
        /// Verbs that make a noun into a cue: "make the claim that", "voice doubts about".
        Light "light",
        /// What asks many people, or tells what they answered: "poll", "survey".
        Survey "survey",
        /// What a source says a thing in: "statement", "interview".
        Venue "venue",
        /// Nouns too general to name a source: "experts", "studies".
        Generic "generic",
        /// Nouns for people who speak without a name: "official", "source".
        Anonymous "anonymous",
        /// "some", "many", "all".
        Quantifier "quantifier",
        /// "no", "nobody", "hardly".
        Negative "negative",
        /// "something", "this": no person.
        Thing "thing",
        /// "everyone", "somebody".
        Anyone "anyone",
        /// "the", "a", "an".
        Article "article",
        /// "the".
        Definite "definite",
        /// "a", "an".
        Indefinite "indefinite",
        /// "this", "those".
        Demonstrative "demonstrative",
        /// "of".
        Of "of",
        /// "by".
        By "by",
        /// "to".
        To "to",
        /// "for".
        For "for",
        /// "in".
        In "in",
        /// "on".
        On "on",
        /// "at".
        At "at",
        /// "from".
        From "from",
        /// "with".
        With "with",
        /// "as".
        As "as",
        /// "about".
        About "about",
        /// "against".
        Against "against",
        /// "per".
        Per "per",
        /// "each", "apiece", behind an amount.
        Apiece "apiece",
        /// "than".
        Than "than",
        /// "and".
        And "and",
        /// "or".
        Or "or",
        /// "who".
        Who "who",
        /// "that".
        That "that",
        /// "there".
        There "there",
        /// "but".
        But "but",
        /// "nor".
        Nor "nor",
        /// What begins a clause that answers the one before it: "but", "while", "though".
        Contrast "contrast",
        /// "according".
        According "according",
        /// "count", "reckoning": by whose one a figure is told.
        Reckoning "reckoning",
        /// "Action *Against* Hunger": what stands inside a name with a capital.
        NamePreposition "name-preposition",
        /// "casualties *recorded* by the Monitor".
        Recorded "recorded",
        /// "The *team* analysed 3,000 samples".
        Researches "researches",
        /// "It *sold* 26 million phones": what a firm does that its measures are of.
        BusinessDeed "business-deed",
        /// "a 10-9 *win*", "*voted* 7-2".
        Contest "contest",
        /// "I *believe*", "I *consider*": one has a view of one's own.
        Opines "opines",
        /// "short of the 60 *votes* needed".
        Ballot "ballot",
        /// "the storm *hit* 140 shops": what befalls somebody.
        Strikes "strikes",
        /// "the *samples* revealed": what shows something to whoever looks at it.
        Evidence "evidence",
        /// "the Department of Health and *Welfare*": what an office is for.
        Field "field",
        /// "*Exports* rose": what is measured of an economy.
        Economy "economy",
        /// "in the *same* study".
        Same "same",
        /// "*took* a poll", "*carried out* a survey".
        TakesSurvey "takes-survey",
        /// "the *passcode* is 5107": what digits stand for as a name.
        AccessCode "access-code",
        /// "the 60 votes *needed*".
        Needed "needed",
        /// "an old *saying*": whose words stand behind it are everybody's.
        Proverb "proverb",
        /// "view", "words": in whose one a thing is told.
        Viewpoint "viewpoint",
        /// "based on".
        BasedOn "based-on",
        /// "under".
        Under "under",
        /// "the *following*": what comes next.
        WhatFollows "what-follows",
        /// "a *survey* of 1,004", "*polled* 1,004": what looks at so many.
        Sampling "sampling",
        /// "*examined* how 300 schools spend": what is done to so many to find something out.
        Examines "examines",
        /// "*Behind* Gates is Buffet".
        Behind "behind",
        /// "*After* that is Lund".
        AfterPlace "after-place",
        /// "*Next* come drivers".
        NextPlace "next-place",
        /// "Drivers *come* next".
        Places "places",
        /// "in 32nd *place*".
        PlaceNoun "place-noun",
        /// "The town *saw* sales fall": somebody goes through something, and says nothing.
        Undergoes "undergoes",
        /// "*Fines* would rise to $35": what somebody sets for all.
        Levy "levy",
        /// "at *different* sizes (1, 2 and 4 KB)".
        Various "various",
        /// "different *sizes*": what can be set.
        Setting "setting",
        /// "a *requirement* that": what a rule asks follows.
        Rule "rule",
        /// "her eldest *daughter*".
        Kin "kin",
        /// "25 miles *south* of Lindau".
        Direction "direction",
        /// "30 seconds *into* his speech".
        Into "into",
        /// "The *rate* rose": what any number can be called.
        NumberNoun "number-noun",
        /// "half the *money*": a sum that was told of.
        Sum "sum",
        /// "*came* to these conclusions".
        Arrives "arrives",
        /// "and I *quote*".
        Quotes "quotes",
        /// "Growth is *assumed* to be 2 percent".
        Assumes "assumes",
        /// "*requires* drivers to leave three feet": a rule is set.
        Requires "requires",
        /// "*Revenue* rose": it is somebody's, and whose goes without saying.
        BusinessMeasure "business-measure",
        /// "*fined* the firm $1 billion": an authority sets what somebody pays or gets.
        Decrees "decrees",
        /// "*Table* 1 shows": what is brought in with its number.
        TableLabel "table-label",
        /// "*Tickets* cost $20": what is sold to readers.
        Offered "offered",
        /// "Tickets *cost* $20".
        Costs "costs",
        /// "*must* be over 18".
        Must "must",
        /// "a *scale* of 1 to 10".
        Scale "scale",
        /// "this *report*": what a text calls itself.
        OwnText "own-text",
        /// "put", "estimated": at how much somebody does.
        PutsAt "puts-at",
        /// "forecast", "outlook": what is raised or cut to a figure.
        Forecasts "forecasts",
        /// "includes", "stipulated": what a document does to what stands in it.
        Provides "provides",
        /// "report", "poll": what a headline names alone as its source.
        HeadlineSource "headline-source",
        /// "Holdings", "Analytics": what the name of a firm ends with.
        FirmName "firm-name",
        /// "spent", "committed": what whoever has money does with it, without vouching for the amount.
        Spends "spends",
        /// "gave", "cited": what whoever answers for a figure does with it.
        GivesFigure "gives-figure",
        /// "published", "released": what whoever makes a document does with it.
        Issues "issues",
        /// "citing".
        Citing "citing",
        /// "quoting".
        Quoting "quoting",
        /// Words of a reason for anonymity.
        Reason "reason",
        /// Nouns of who belongs to whom: "spokesman", "wife".
        Relation "relation",
        /// Verbs with a hearer as their object: "told", "assured".
        Told "told",
        /// "Source", "Data": what a line that names its source begins with.
        SourceLabel "source-label",
        /// "p.", "page".
        Page "page",
        /// People who answer a survey.
        Respondent "respondent",
        /// "respondents", "those surveyed": who has answered a survey, and nobody else.
        SurveyedPeople "surveyed-people",
        /// "meanwhile": what turns to something else.
        Shift "shift",
        /// Irregular past tenses that are nothing else: "fell".
        PastVerb "past-verb",
        /// Verbs by which somebody binds itself: "pledges".
        Performative "performative",
        /// Verbs in the third person that are nothing else: "consists".
        PresentVerb "present-verb",
        /// Titles of courtesy: "Mr.".
        Courtesy "courtesy",
        /// Forms of "become" and "mark", which state a rank as "be" does.
        Become "become",
        /// What may stand between "the" and a rank: "single", "second".
        RankStep "rank-step",
        /// What makes a rank one among all: "since", "ever", "worldwide".
        RankMark "rank-mark",
        /// What things are ranked in: "world", "years".
        RankWhole "rank-whole",
        /// What makes "best" or "only" no rank: "best friend", "the only way".
        RankIdiom "rank-idiom",
        /// What a record can be of: "record highs".
        RecordNoun "record-noun",
        /// "time", as in "the first time".
        Occasion "occasion",
        /// "among".
        Among "among",
        /// "one", "some": of a group.
        Share "share",
        /// "since", "until": what a year stands behind.
        BeforeYear "before-year",
        /// "a.m.", "o'clock".
        Clock "clock",
        /// "'Tis", "'em": behind an apostrophe for what is left out.
        Elided "elided",
        /// "morning", "night".
        DayPart "day-part",
        /// "aged", "turned".
        Aged "aged",
        /// "old", as in "22 years old".
        Old "old",
        /// What gives a number to a thing: "No.", "page", "#".
        Numbering "numbering",
        /// "Group of", "Class of".
        NumberedGroup "numbered-group",
        /// What makes a length of time a span: "last", "within".
        Span "span",
        /// "every", as in "one in every five".
        Every "every",
        /// "out", as in "three out of four".
        Out "out",
        /// "half".
        Half "half",
        /// What makes a half no amount: "second half", "other half".
        HalfOf "half-of",
        /// What a half can be of without "of": "half the", "half said".
        AfterHalf "after-half",
        /// "more", "less", "as": what is compared behind a share.
        AfterShare "after-share",
        /// What joins the ends of a range: "to", "through".
        RangeLink "range-link",
        /// "from", as in "from 50 to 75".
        FromTo "from-to",
        /// "between".
        Between "between",
        /// "few", "several" before a magnitude.
        Several "several",
        /// "fold", as in "five-fold".
        Fold "fold",
        /// "odd", as in "40-odd".
        Odd "odd",
        /// "something", as in "a 40-something".
        AgedAbout "aged-about",
        /// "plus": between two parts, or as in "twenty-plus".
        Plus "plus",
        /// "strong", as in "9,000-strong".
        Strong "strong",
        /// "scores", "tens": hardly numbers when alone.
        WeakNumber "weak-number",
        /// "century".
        Century "century",
        /// "what".
        What "what",
        /// "during".
        During "during",
        /// Abbreviations that begin with a small letter.
        Small "small",
        /// Low words inside names: "van", "de", "al".
        Particle "particle",
        /// Titles before a name.
        Title "title",
        /// Acronyms everybody knows.
        Acronym "acronym",
        /// Reporting verbs that judge.
        Loaded "loaded",
        /// "rose", "increase", "up".
        Rise "rise",
        /// "fell", "decline", "down".
        Fall "fall",
        /// "improved", "longer": more, where a rate stands beside it.
        Upward "upward",
        /// "lost", "shorter": less, where a rate stands beside it.
        Downward "downward",
        /// "lost": less, right before a rate; what is lost by 5% is a vote.
        Loses "loses",
        /// "change", "swing": which way is not told.
        Change "change",
        /// "gap", "margin": how far two shares are apart.
        Difference "difference",
        /// "doubled", "halved": verbs that multiply.
        Multiply "multiply",
        /// "people", "victims": all of them, whoever they are.
        Everyone "everyone",
        /// "killed", "died", "dead".
        Dead "dead",
        /// "injured", "wounded".
        Hurt "hurt",
        /// "arrested", "missing": what can become of people besides.
        Fate "fate",
        /// "another", "earlier", "each": what makes a figure one of something else.
        Apart "apart",
        /// "made up", "account for": what stands before a part of a whole.
        Compose "compose",
        /// "undecided", "the rest": what shows that the parts of a whole do not overlap.
        Exclusive "exclusive",
        /// Those of them for the other side of a question: "oppose", "unfavourably".
        Opposing "opposing",
        /// Verbs that make somebody do something: "led experts to warn".
        Drives "drives",
        /// What those send back who are asked: "responses".
        Replies "replies",
        /// What is claimed and taken: "support", "lives".
        Taken "taken",
        /// "point", as in "one point two".
        DecimalPoint "decimal-point",
        /// "like", as in "felt like a million dollars".
        Simile "simile",
        /// Units of weight that are money as well: "pounds".
        Sterling "sterling",
        /// Forms of "claim", which takes money and lives as well as it says.
        Claims "claims",
        /// "several answers": what shows that they may.
        Overlapping "overlapping",
        /// "times", as in "ten times as many".
        Times "times",
        /// "ratio", "odds": what "3:2" can be.
        RatioNoun "ratio-noun",
        /// "long", "away", "sprint": behind an m that stands for metres.
        Metric "metric",
        /// "minus", "below": before a number under zero.
        Minus "minus",
        /// "USD": the code of a currency, before its amount.
        CurrencyCode "currency-code",
        /// "compared", "against": between what is and what was.
        Compared "compared",
        /// "once", "a year earlier", "previously": of what was, and is not any more.
        Then "then",
        /// "now", "today", "currently".
        Now "now",
        /// "after", "despite", "expected": a rate behind it is of something else than the amounts before it.
        Detached "detached",
        /// "like-for-like", "after inflation": a rate beside it does not come of the amounts as they are printed.
        Adjusted "adjusted",
        /// "means", "amounts to": behind it stands what comes of what was told.
        Amounts "amounts",
        /// "consists of", "split between": behind it stand all parts of what stands before it.
        Consists "consists",
        /// "born".
        Born "born",
        /// "rate", "share": what a percentage beside two figures can be called.
        RateNoun "rate-noun",
        /// "figure", "number", "price": what takes up an amount told before.
        Gauge "gauge",
        /// "trial", "sample": what is made of people or things that are counted.
        Sampled "sampled",
        /// "ways", "reasons": what nobody keeps count of.
        Abstract "abstract",
        /// "large sums": money without a figure.
        VagueSum "vague-sum",
        /// "all", as in "all five".
        AllOf "all-of",
        /// "began", "started".
        Began "began",
        /// "lasted".
        Lasted "lasted",
        /// "age", as in "at the age of 43".
        AgeNoun "age-noun",
        /// "ended", "closes", "was released".
        Ended "ended",
        /// "behind schedule", "overdue".
        Late "late",
        /// "ahead of schedule".
        Early "early",
        /// "should have", "was due", "deadline": what was to happen on a date.
        Due "due",
        /// "a span of", "a total of": a length of time behind it sums up what stands before.
        SpanOf "span-of",
        /// "anniversary", "birthday".
        Anniversary "anniversary",
        /// "now".
        RightNow "right-now",
        /// "went by", "elapsed": behind a length between two dates.
        Passed "passed",
        /// "Black Friday", "Good Friday": a weekday that is the name of one day, or of none.
        Holiday "holiday",
        /// "chose", "belong to": what each does once.
        Chooses "chooses",
        /// "made", as in "seven and five made twelve".
        Makes "makes",
        /// "weighted".
        Weighted "weighted",
        /// "fine", "delay": what can be much or little.
        AmountNoun "amount-noun",
        /// "points", as in "two percentage points".
        Points "points",
        /// "another", "the other", "last": before one more part.
        Further "further",
        /// "so", as in "34% strongly so".
        So "so",
        /// "parts", "stages": what something is told to have, before they are told.
        PartNoun "part-noun",
        /// "won", "drew", "lost": each match does one of them.
        Result "result",
        /// "over", "across": before the time or place that a total is of.
        Over "over",
        /// "voted": what nobody does twice.
        Votes "votes",
        /// "approved", "rejected", "run-off": what is settled by the votes of two sides.
        Decision "decision",
        /// "sum", "together": what takes together figures told before.
        SumWord "sum-word",
        /// "bringing", "taking": as in "bringing the toll to 41".
        Running "running",
        /// "men", "women".
        Sex "sex",
        /// "adults", "children".
        AgeGroup "age-group",
        /// "children": whoever is not grown up.
        Offspring "offspring",
        /// "urban", "rural".
        Settlement "settlement",
        /// "domestic", "foreign".
        Origin "origin",
        /// "public", "private".
        Sector "sector",
        /// "average", "mean".
        Averaged "averaged",
        /// "interviewed", "tested": what is done to those who are then told of in shares.
        Asked "asked",
        /// "questions", "points": what many do each, so that shares of them are not of those alone.
        Marks "marks",
        /// "breakdown", "spent": what shows that a list of shares is one of a whole.
        Breakdown "breakdown",
        /// "total", "altogether".
        InAll "in-all",
        /// "including": what follows is not all.
        Including "including",
        /// "annually", "yearly": a rate, not a change from one figure to another.
        Rate "rate",
        /// "many", "a number of": an amount without a figure.
        VagueAmount "vague-amount",
        /// "left", "resigned": what many do, so that somebody counts them.
        Befell "befell",
        /// "laid off", "withdrawn": what is done to many, so that somebody counts them.
        Inflicted "inflicted",
        /// "share", "number": an amount only of what can be counted or paid.
        Portion "portion",
        /// "better", "worse": compared by judgement, not by measure.
        Unmeasured "unmeasured",
        /// "in many cases", "many thanks": no amount.
        SetPhrase "set-phrase",
        /// "significantly", "sharp": how much something changes, in a word.
        Degree "degree",
        /// "compared", "since", "year": what tells from what something has changed.
        Baseline "baseline",
        /// "quarter", which is a time in "the fourth quarter".
        Quarter "quarter",
        /// "since".
        Since "since",
        /// "year", "season": in a sentence beside a change, over which time it is told.
        Period "period",
        /// "fee", "budget": what is cut or raised by decision.
        Settled "settled",
        /// "risk", "chance": of which there is twice as much for some.
        Chance "chance",
        /// "cut", "hike": changes that somebody decides on.
        Decided "decided",
        /// "burglaries", "complaints": what happens again and again, and is counted over a time.
        Event "event",
        /// "houses", "jobs", "patients": what somebody keeps count of.
        Countable "countable",
        /// "recorded", "registered": how such a count is told.
        Logged "logged",
        /// "treated", "seized": what is done to many over a time.
        Done "done",
        /// "built", "sold": what is done to many at once too.
        Acted "acted",
        /// "employed", "raised": behind "has", no count of what happens.
        State "state",
        /// "already", "once": words of time that tell no time over which something is counted.
        Untimed "untimed",
        /// "wolves", "landmines": who kills or wrecks again and again.
        Hazard "hazard",
        /// "explosion", "raid": what happens once.
        Once "once",
        /// "during", "a year": what tells over which time something is counted.
        Timed "timed",
        /// "online", "by telephone": how a poll was made.
        PollMethod "poll-method",
        /// "margin of error".
        PollMargin "poll-margin",
        /// "adults", "voters": whom a poll asks.
        Polled "polled",
        /// "respondents": who has answered a poll.
        Answered "answered",
        /// "asked", "spoke to": before how many were asked.
        Questioned "questioned",
        /// "pollster".
        Pollster "pollster",
        /// "Gallup", "Ipsos".
        PollsterName "pollster-name",
        /// "opened", "station": beside a poll that people vote in.
        Balloting "balloting",
        /// "census": asks all, and is no poll.
        Census "census",
        /// "seabed", "trawl": what is surveyed and cannot be asked.
        Surveyed "surveyed",
        /// "lead", "trail": before so many points.
        Lead "lead",
        /// "sample": of a poll.
        Sample "sample",
        /// "conducted", "commissioned": behind it stands who has made a poll.
        Conducted "conducted",
        /// What can be sold, and is praised by who sells it: "app", "technology".
        Product "product",
        /// "ceremony": what ground is broken at.
        Opening "opening",
        /// "billed", "touted": what brings in somebody's praise.
        Billed "billed",
        /// "interview", which is given to somebody.
        Interview "interview",
        /// What makes words in quotation marks a term or a title: "so-called", "word", "entitled".
        TermMark "term-mark",
        /// "Ibid.": a note on the work of the one before.
        SameWork "same-work",
        /// What brings in the meaning of words: "meaning", "translates".
        Gloss "gloss",
        /// "Latin for “the hill of oaks”".
        Language "language",
        /// Words that are named more often than mocked: "yes".
        Mentioned "mentioned",
        /// Who wages war: "army", "defence ministry", "rebels".
        Warring "warring",
        /// What is done in war, and comes of it: "destroyed", "losses".
        Combat "combat",
        /// Whose government wages a war, if one is waged: "president".
        AtWar "at-war",
        /// Who and what is lost in war: "soldiers", "tanks".
        Fighter "fighter",
        /// Who calls people together: "organisers", "campaign".
        Rallying "rallying",
        /// "attended", "marched".
        Turnout "turnout",
        /// Who comes together: "people", "supporters".
        Crowd "crowd",
        /// What a product does: "cuts", "effective".
        Effect "effect",
        /// Words on whether something has been verified.
        Verification "verification",
        /// "video", "images": what may show something else than is said.
        Footage "footage",
        /// "posted", "circulating".
        Spread "spread",
        /// "released", "provided".
        Released "released",
        /// Where it is spread: "social media".
        Platform "platform",
        /// "shows", "purporting": what brings in what can be seen.
        Depicts "depicts",
        /// "music", "campaign": what is filmed to be shown.
        Staged "staged",
        /// "embezzled": an accusation by itself.
        Accusing "accusing",
        /// "was caused by".
        Caused "caused",
        /// "caused", "led to".
        Causing "causing",
        /// "outage", "recession": what has a cause that is asked for.
        Mishap "mishap",
        /// "will likely", "is bound to".
        Foresees "foresees",
        /// "lead to", "destroy": what a plan or a law may do.
        Effective "effective",
        /// "if", "whether", "would".
        Conditional "conditional",
        /// "law", "plan": what is made to have an effect.
        Measure "measure",
        /// "rise", "triple": what may become of a thing.
        Outcome "outcome",
        /// "will".
        Will "will",
        /// "prices": what becomes more or less.
        Forecast "forecast",
        /// "intends to".
        Intends "intends",
        /// "convicted", "court": what makes an accusation somebody's who answers for it.
        Judged "judged",
        /// "measured", "surveyed", "released": what a publisher does, of which it gives the figures itself.
        OwnDeed "own-deed",
        /// "benchmark", "users", "release": what is a publisher's own behind "our".
        OwnThing "own-thing",
        /// "country", "economy": what is everybody's behind "our".
        SharedThing "shared-thing",
        /// "waste", "face", "see": what "we" do as a society.
        SharedDeed "shared-deed",
        /// "today announced", "pleased to announce": what a publisher says of itself.
        Announces "announces",
        /// "specifically", "in contrast": what begins a sentence that goes on about the same.
        Elaborates "elaborates",
        /// "results", "findings": what takes up all that was found.
        Outcomes "outcomes",
        /// "another", "the rest": what takes up those told of before.
        TakesUp "takes-up",
        /// "References", "Notes": what the list of a text's sources stands under.
        Bibliography "bibliography",
        /// "here", "link": words of a link that point, and say nothing else.
        Pointer "pointer",
        /// "subscribe", "download": what a link asks its reader to do.
        Navigation "navigation",
        /// Forms of "report" and "reveal": what news organisations do.
        Reports "reports",
        /// "Fortune", "top": before a number that names a group.
        RankedGroup "ranked-group",
        /// "top", "bottom", "next": before a share that names a group.
        GroupEnd "group-end",
        /// "text", "call": before a number that is dialled.
        Dials "dials",
        /// "Street", "Avenue".
        Street "street",
        /// "CE", "BC".
        Era "era",
        /// "digit", as in "double-digit".
        Digit "digit",
        /// "straight", "in a row": without a break.
        Streak "streak",
        /// "weekly": behind how often.
        Often "often",
        /// "ago", "later": behind a length of time that sets a time.
        Ago "ago",
        /// "within".
        Within "within",
        /// "majority".
        Majority "majority",
        /// "ways", "tips": what lists in a text are of.
        Listed "listed",
        /// "states", "campuses": what is counted in public.
        Public "public",
        /// "one in a million": hardly meant as a number.
        FigureIdiom "figure-idiom",
        /// "confidence", "significance": behind a share that belongs to a method.
        Confidence "confidence",
        /// "families", "anyone": who is told of by a limit.
        Bracket "bracket",
        /// "any".
        Any "any",
        /// "if", "unless".
        If "if",
        /// "even", as in "even if".
        Even "even",
        /// "U.S.C.": behind the number of a title of law.
        Statute "statute",
        /// "around", "across": before what things are ranked in.
        Around "around",
        /// "considered", "named": what something is held to be.
        Deemed "deemed",
        /// "never".
        Never "never",
        /// "ever".
        Ever "ever",
        /// "no", before a noun.
        No "no",
        /// "other".
        Other "other",
        /// "previous".
        Previous "previous",
        /// "more", "fewer", "less".
        More "more",
        /// "parts", "regions": what groups of places are called.
        GroupPart "group-part",
        /// "latest", "recent": superlatives that rank nothing, alone or behind "most".
        Unranked "unranked",
        /// "Example", before a colon.
        ExampleLabel "example-label",
        /// "*for example*, a loan costs $500".
        ForExample "for-example",
        /// "might", "may".
        Might "might",
        /// "imagine", "suppose".
        Imagines "imagines",
        /// "spend", "hire": what somebody does by deciding it.
        Acts "acts",
        /// "should", "ought".
        Ought "ought",
        /// "would".
        Would "would",
        /// "let".
        Let "let",
        /// "plans", "pledge": before what somebody means to do.
        Plan "plan",
        /// "target", "goal": before the figure that is aimed at.
        Aim "aim",
        /// "likely", "prone": what groups are compared by.
        Likely "likely",
        /// "bill", "coin": behind the amount that is written on it.
        Banknote "banknote",
        /// "died", "retired": what somebody does at an age.
        LifeEvent "life-event",
        /// "expected", "due": what something will do.
        Foreseen "foreseen",
        /// "reality", "history": what is made to speak, and is nobody.
        Wisdom "wisdom",
        /// "defined": what is said of a word with "as" behind it.
        Defines "defines",
        /// "pledged", "earmarked": with what is given as its object.
        Pledges "pledges",
    }
}

/// How many words of 64 bits hold a bit for each class, of which [`Class::Pledges`] is the last.
const WORDS: usize = Class::Pledges as usize / 64 + 1;

/// A set of [`Class`]es.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Classes([u64; WORDS]);

impl Classes {
    /// Whether `class` is in it.
    #[must_use]
    pub fn has(self, class: Class) -> bool {
        self.0[class as usize / 64] & (1 << (class as usize % 64)) != 0
    }

    /// Whether any of `classes` is in it.
    #[must_use]
    pub fn has_any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    /// All that are in either.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut all = self;
        all.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine |= theirs);
        all
    }

    pub(super) fn insert(&mut self, class: Class) {
        self.0[class as usize / 64] |= 1 << (class as usize % 64);
    }
}
