//! Texts that repeat a thing in a way of their own: the length in bytes makes the text.

use std::fmt::Write as _;

use sayso::document::Format;
use sayso::rules::RULES;

type Shape = (&'static str, Format, fn(usize) -> String);

pub(super) const ALL: [Shape; 38] = [
    ("prose on one line", Format::Plain, |length| story(length, " ")),
    ("prose on one line", Format::Markdown, |length| story(length, " ")),
    ("prose on one line", Format::Html, |length| story(length, " ")),
    ("prose", Format::Plain, |length| story(length, "\n\n")),
    ("prose in one paragraph", Format::Markdown, |length| story(length, "\n")),
    ("one sentence", Format::Plain, |length| "The mayor said sales rose 30 per cent and ".repeat(length / 42)),
    ("same figures", Format::Plain, |length| {
        count(length, |i| {
            let fire = format!("The fire destroyed {} homes in the valley, the chief said. ", 100 + i % 800);
            fire + &format!("The {} homes in the valley were old.\n\n", 101 + i % 800)
        })
    }),
    ("comment for many rules", Format::Markdown, |length| {
        format!("<!-- sayso: allow[{}] -->\n\nSales rose 30 per cent.\n", known_rules(length))
    }),
    ("comment for many rules beside findings", Format::Markdown, |length| {
        let comment = format!("<!-- sayso: allow-file[{}] -->\n\n", known_rules(length / 2));
        comment + &"Sales rose 30 per cent.\n\n".repeat(length / 50)
    }),
    ("comment for unknown rules", Format::Markdown, |length| {
        let names = count(length, |i| format!("rule-{i},"));
        format!("<!-- sayso: allow[{names}] -->\n\nSales rose 30 per cent.\n")
    }),
    ("many comments", Format::Markdown, |length| {
        "Sales rose 30 per cent. <!-- sayso: allow[unattributed-figure] -->\n\n".repeat(length / 68)
    }),
    ("many comments without need", Format::Html, |length| {
        "<p>It rained.</p> <!-- sayso: allow[unattributed-figure] -->\n\n".repeat(length / 62)
    }),
    ("many regions", Format::Markdown, |length| {
        let one = "<!-- sayso: allow-start[puffery] -->\n\nSales rose 30 per cent.\n\n<!-- sayso: allow-end -->\n\n";
        one.repeat(length / one.len())
    }),
    ("regions in one another", Format::Markdown, |length| {
        let times = length / 66;
        let open = "<!-- sayso: allow-start[puffery] -->\n\n".repeat(times);
        format!("{open}Sales rose 30 per cent.\n\n{}", "<!-- sayso: allow-end -->\n\n".repeat(times))
    }),
    ("many notes", Format::Markdown, |length| {
        count(length, |i| format!("Sales rose {i} per cent.[^{i}]\n\n[^{i}]: ONS, table {i}.\n\n"))
    }),
    ("many notes, all at the end", Format::Plain, |length| {
        let said = count(length / 2, |i| format!("Sales rose {i} per cent [{i}]. "));
        said + "\n\nReferences\n\n" + &count(length / 2, |i| format!("{i}. Smith, A. Sales of the year, 2019.\n"))
    }),
    ("one note, many marks", Format::Markdown, |length| {
        format!("{}\n\n[^a]: ONS.\n", "Sales rose 30 per cent.[^a] ".repeat(length / 28))
    }),
    ("many links to places", Format::Html, |length| {
        count(length, |i| format!("<p id=p{i}>Sales rose {i} per cent <a href=#p{}>[{i}]</a>.</p>\n", i / 2))
    }),
    ("wide table", Format::Markdown, |length| table(1, length)),
    ("long table", Format::Markdown, |length| table(length / 24, 24)),
    ("square table", Format::Markdown, |length| table((length / 8).isqrt(), (length / 8).isqrt() * 8)),
    ("table with short rows", Format::Markdown, |length| {
        // Of what is left out, a cell is made for each column: the rows are few.
        let columns = (length / 10).min(1_000);
        let head = format!("|{}\n|{}\n", " A |".repeat(columns), "-|".repeat(columns));
        let len = head.len();
        head + &"| 40% |\n".repeat(length.saturating_sub(len) / 8_000) + "\n" + &story(length.saturating_sub(len), " ")
    }),
    ("quotes in one another", Format::Markdown, |length| "> ".repeat(length / 2) + "Sales rose 30 per cent.\n"),
    ("lists in one another", Format::Markdown, |length| "- ".repeat(length / 2) + "Sales rose 30 per cent.\n"),
    ("brackets in one another", Format::Plain, |length| deep("(a ", ")", length)),
    ("links in one another", Format::Markdown, |length| deep("[a", "](b)", length)),
    ("elements in one another", Format::Html, |length| deep("<div><b>", "</b></div>", length)),
    ("quotations in one another", Format::Plain, |length| deep("“a ", "”", length)),
    ("links of HTML in one another", Format::Html, |length| deep("<a href=http://a.b/c>a ", "</a>", length)),
    ("quotations with a source in one another", Format::Html, |length| {
        deep("<blockquote cite=http://a.b/c>a ", "</blockquote>", length)
    }),
    ("quotation that is not closed", Format::Plain, |length| {
        format!("“{}", "Sales ‘fell’ by 40 per cent, Dana Lind said. ".repeat(length / 49))
    }),
    ("inner quotations before figures", Format::Plain, |length| {
        format!("“{}.” {}", "A ‘b’ c. ".repeat(length / 26), "Sales fell by 40 per cent. ".repeat(length / 54))
    }),
    ("one speaker, many quotations", Format::Plain, |length| {
        format!("Dana Lind spoke. {}", "“The river rose and fell again.” ".repeat(length / 38))
    }),
    ("one heading", Format::Html, |length| {
        format!("<h1>{}</h1><p>Sales rose.</p>", "40 homes and $5 ".repeat(length / 16))
    }),
    ("parties", Format::Plain, |length| {
        let army = |i: usize| format!("The army of Lind{} said it killed {} enemy soldiers. ", i % 700, 100 + i);
        count(length, army)
    }),
    ("parties in paragraphs", Format::Plain, |length| {
        count(length, |i| format!("The army said on Monday it killed {} enemy soldiers.\n\n", 100 + i))
    }),
    ("unnamed sources", Format::Plain, |length| {
        "Experts say 40 homes burned. Officials said it rained, a source said. ".repeat(length / 70)
    }),
    ("shares in a table", Format::Markdown, |length| {
        let columns = (length / 24).max(1);
        let cells = |cell: &str| format!("|{}\n", cell.repeat(columns));
        cells(" Share |") + &cells("-------|") + &cells(" 40% |")
    }),
];

/// Those that are put right, too.
pub(super) const FIXED: [&str; 3] = ["prose", "many comments without need", "comment for many rules"];

/// What `make` makes of 0, 1, 2 …, until it is `length` bytes.
fn count(length: usize, make: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(length + 100);
    for i in 0.. {
        if out.len() >= length {
            break;
        }
        out += &make(i);
    }
    out
}

/// News in which no sentence comes twice.
fn story(length: usize, behind: &str) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
    let name = |i: usize| {
        let letters = [i / 676, i / 26, i].map(|i| char::from(LETTERS[i % 26]));
        format!("Mar{}", String::from_iter(letters))
    };
    count(length, |i| {
        let (person, other) = (name(i / 3), name(i / 7 + 900));
        let mut out = String::new();
        let _ = match i % 4 {
            0 => write!(out, "Sales in {other} rose {}% to {i} million in May, Dana {person} said.", i % 90),
            1 => write!(out, "“We counted {i} homes,” said {person}, a spokesman for the {other} Council."),
            2 => write!(out, "According to the {other} Institute, {i} of {} drivers were fined.", i * 3),
            _ => write!(out, "He told reporters on Monday that “the {other} tunnel” would open in {}.", 2000 + i % 30),
        };
        out + behind
    })
}

fn known_rules(length: usize) -> String {
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    count(length, |i| names[i % names.len()].to_owned() + ", ")
}

/// A table of so many rows, each of about so many bytes.
fn table(rows: usize, row: usize) -> String {
    let columns = (row / 8).max(1);
    let cells = |cell: &str| format!("|{}\n", cell.repeat(columns));
    let body = (0..rows).map(|i| cells(&format!(" {:4}% |", 10 + i % 80))).collect::<String>();
    cells(" Area  |") + &cells("-------|") + &body
}

/// `open` so often that it and as many of `close` have the length.
fn deep(open: &str, close: &str, length: usize) -> String {
    let times = length / (open.len() + close.len());
    open.repeat(times) + "Sales rose 30 per cent." + &close.repeat(times) + "\n"
}
