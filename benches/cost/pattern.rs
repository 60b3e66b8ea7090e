//! What a text can be made of that repeats one thing.

use sayso::document::Format;

/// How the repeats stand: what that is called, and what comes behind each.
type Layout = (&'static str, &'static str);
const LAYOUTS: [Layout; 3] = [("line", ""), ("lines", "\n"), ("paragraphs", "\n\n")];

const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::Html];

/// Each mark that a reader looks at, alone and with what it stands beside.
#[rustfmt::skip]
const PATTERNS: [&str; 565] = [
    // Marks of a character.
    "!", "\"", "#", "$", "%", "&", "'", "(", ")", "*", "+", ",", "-", ".", "/", ":", ";", "<", "=", ">", "?",
    "@", "[", "\\", "]", "^", "_", "`", "{", "|", "}", "~",
    // Other marks, and blanks.
    "“", "”", "‘", "’", "„", "‚", "«", "»", "‹", "›", "〝", "…", "—", "–", "−", "†", "¹", "²", "§", "•", "€",
    "£", "°", "½", "\t", " ", "\u{a0}", "\u{200b}", "\u{3000}", "\u{ad}", "\u{301}", "\r", "é", "日本",
    // Quotations.
    "“”", "“a” ", "“a", "a” ", "\"a\" ", "\"a ", "''", "``a'' ", "'a' ", "’s ", "s’ ", "‘a’ ", "« a » ",
    "“ “", "” ”", "“a”, “b” ", "“A ‘b’ c.” ", "n't ", "“He said. ", "said “a” ",
    // Brackets, notes and citations.
    "()", "[]", "{}", "(a", "a)", "(a) ", "((", "))", "[[", "]]", "[[a]]", "[[a|b]] ", "{{", "}}", "{{a}}",
    "{{sfn|Smith|2019}}", "{%", "%}", "{% a %}", "{#", "{/*", "[a=b ", "[caption id=\"a",
    "[caption id=\"a\"]", "image::a.png[", "image::a[b]", "a::", "[1]", "[1] ", "[^1]", "[^1]: ", "[^1]: a ",
    "[1]: http://a.b ", "[1]_ ", "^[", "^[a]", "[@a]", "[@", "[-@a ", "¹ ", "a¹ ", "† ", "a†",
    "(Smith 2019) ", "(Smith, 2019; ", "(2019) ", "Smith (2019) ", "et al. ", "ibid. ", ":cite:", ":cite:`",
    "{cite}", "{cite}`a` ", "cite:[", "footnote:[a]", "footnote:", "\\cite{", "\\cite[", "\\cite{a} ",
    "\\footnote{", "\\a",
    // Markup.
    "<ref>", "<ref", "<ref ", "<ref/>", "<ref name=a/>", "<ref>a</ref>", "</ref>", "<!--", "-->",
    "<!-- a -->", "<!-- sayso: allow[puffery] -->", "<!-- sayso: allow -->",
    "<!-- sayso: allow-start[puffery] -->", "<!-- sayso: allow-end -->", "<!-- sayso: allow-file[a] -->",
    "<!-- sayso: allow[a,b", "<sup>", "</sup>", "<sup>1</sup>", "a<sup>1</sup> ", "<sup><sup>1", "<a href=x>",
    "<a href=#x>", "<a href=\"#x\">1</a>", "</a>", "<a ", "<a href=\"", "<a id=x></a>", "<b>", "</b>",
    "<b>a</b>", "<q>", "<q>a</q>", "<cite>", "<table>", "<td>", "<tr><td>a", "<td>1</td>", "<li>",
    "<ul><li>a", "<ol><li>a", "<h1>", "<h2>a", "<p>", "<p>a", "<div>", "<br>", "<blockquote>",
    "</blockquote>", "<blockquote cite=x>a", "<script>", "</script>", "<style>a", "<code>", "<pre>", "<nav>",
    "<footer>", "<title>a", "<time datetime=", "<?", "?>", "<? a ?>", "<%", "<% a %>", "<![CDATA[", "<!a",
    "<a b='", "<x y z=", "&amp;", "&amp", "&#", "&#65;", "&a", "&dagger;", "datePublished",
    // Markup of lines.
    "* ", "** ", "**a** ", "*a* ", "***", "_a_ ", "__", "> ", "> a ", ">> ", "# ", "## a ", "#a ", "- ",
    "- a ", "-- ", "--- ", "---", "----", "+++", "===", "1. ", "1. a ", "1) ", "10. ", "~~~", "~~", "~~a~~ ",
    "```", "````a ", "`a` ", "``", "|-|", "|a|", "| a | 1 |", "|-", "|:-:|", "---|", "    a ", "\ta ", "\\(",
    "\\[", "$$", "$a$ ", "$x = ", "[a](b)", "[a](b) ", "[a](", "[a]( b", "![a](b) ", "![", "![a", "[a][b] ",
    "[a]: b ", "[a]", "<http://a.b> ", "\\*", "\\`", ".. list-table:: ", "* - a ", ":::", "::", "a\\\n",
    // Numbers and amounts.
    "1", "12 ", "40% ", "40%", "%1", "40 ", "$5 ", "$5", "5$ ", "€5m ", "1,", "1.", "1, ", "1. A", "1.5 ",
    "1,5 ", "1,000 ", "1-2 ", "1–2 ", "1/2 ", "1/", "1:", "10:30 ", "1st ", "30-year-old ", "No. 1 ", "No. ",
    "v1.2 ", "#1 ", "+1 ", "-1 ", "×2 ", "2 x 3 ", "1 + 1 = 2 ", "1 = ", "1 of ", "1 in 3 ", "one ",
    "twenty-one ", "one hundred and ", "million ", "5 million ", "per cent ", "40 per cent ",
    "40 percent of 20 ", "percentage points ", "half ", "a third of ", "twice ", "from 1 to 2 ",
    "between 1 and 2 ", "up 4% ", "rose 4% ", "rose 4% to 5 ", "1 km (2 mi) ", "5 kg ", "5 homes ",
    "5 homes, ", "5 homes and ", "about 5 ", "more than 5 ", "at least ", "5 people aged 40 ", "total of 5 ",
    "5 more than ", "5 a year ", "each ", "5 each ", "compared with 5 ",
    // Days.
    "3 May 2020 ", "May 3, 2020 ", "May 3 ", "May ", "Monday ", "on Monday, ", "2020 ", "2020-05-03 ",
    "03/05/2020 ", "yesterday ", "last week ", "3 years ago ", "since 2019 ", "in 2019 ", "aged 40 ",
    "born in 1980 ", "from 2019 to 2020 ", "Monday 3 May 2020 ",
    // Names.
    "A", "A. ", "A.", "A.B.", "A ", "AP ", "Dana ", "Dana Whitlock ", "Dana Whitlock, ", "D. Whitlock ",
    "Dr. ", "Dr. Dana ", "Mr ", "Mrs. Stone ", "Sen. Stone, R-Ky., ", "the mayor ", "the mayor, ",
    "mayor Dana Whitlock ", "Dana and ", "Dana of ", "Bank of ", "Bank of England ",
    "Department of Health and ", "the Ministry of ", "Ministry of Health (MoH) ", "(MoH) ", "University ",
    "of the ", "Dana’s ", "his ", "he ", "they ", "who ", "whom ", "its ",
    // Who says.
    "said ", "said, ", "said: ", "he said ", "he said. ", "He said. ", "Dana said ", "Dana said. ",
    "Dana Whitlock said. ", "said Dana ", "said Dana, ", "said Dana. ", "said that ",
    "said that he said that ", "told ", "told Dana ", "told reporters ", "according to ", "According to ",
    "according to Dana, ", "according to the ", "sources ", "sources say ", "officials said ",
    "a spokesman for ", "spokesman ", "report ", "a report by ", "a study found ", "the study ", "data show ",
    "data ", "claimed ", "denied ", "accused ", "is said to ", "it is believed ", "reportedly ", "allegedly ",
    "expected to ", "we ", "we found ", "our ", "asked ", "asked whether ", "called for ", "called “a” ",
    "tweeted: ", "wrote ", "“a,” he said ", "“A.” He said ", "“a,” he said, “b.” ", "“,” ", "he said “",
    "Q: a ", "A: ", "DANA: ", "Dana: ",
    // Words.
    "a", "a ", "a, ", "a; ", "a: ", "a. ", "A. a ", "a.", "a-", "a-b ", "a_", "a&", "a’", "a'b", "a.b",
    "a@b.c ", "@a ", "#a", "http://", "http://a.b ", "http://a.b", "https://a.b/c[d] ", "https://",
    "www.a.b ", "and ", "or ", "of ", "in ", "on ", "to ", "the ", "a the ", "who was ", "which ", "that ",
    "that is ", "is ", "was ", "not ", "no ", "if ", "because ", "but ", "But ", "however, ", "there is ",
    "it ", "it is ", "this ", "these ", "those who ", "first ", "the first ", "the largest ", "the most ",
    "the only ", "more ", "most ", "more than the ", "best ", "very ", "world-class ", "cat ", "cats ",
    "cats and ", "run ", "runs ", "running ", "ran ", "ran and ", "big ", "bigger ", "big, ", "big and ",
    "quickly ", "will ", "would have been ", "has ", "has been ", "to run ", "to be ", "ing ", "Subscribe ",
    "Photo: ", "Source: ", "Source: a ", "References ", "About ", "ENDS ", "!? ", "A? ", "A! ", "… ", "a… ",
    "sayso ", "so-called ", "so-called “a” ", "interview ", "video ", "footage of ",
];

/// Each pattern in each layout and format.
pub(super) fn all() -> impl Iterator<Item = (Format, &'static str, Layout)> {
    let layouts = LAYOUTS.iter().flat_map(|layout| PATTERNS.iter().map(move |pattern| (*pattern, *layout)));
    FORMATS.into_iter().flat_map(move |format| layouts.clone().map(move |(pattern, layout)| (format, pattern, layout)))
}
