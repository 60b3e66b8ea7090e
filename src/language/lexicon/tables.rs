//! Reads the tables of `src/lexicon/en`.

use super::class::Class;
use super::kind::{Deed, OutletKind, Puff};
use super::number::{Calendar, Dimension, Hedge, Measure, NumberRole, TimeLink, Turn, UnitKind};
use super::sense::{
    Abbreviation, Case, CueClass, Form, Frame, Frames, Gender, NounCue, NounKind, Place, Pronoun, RankKind, VerbCue,
    Weasel,
};
use super::{Currency, Lexicon, hash, inflect};

/// What a loader makes of the columns of one line; `None` says that they make no sense.
type Loader = fn(&mut Lexicon, &[&str]) -> Option<()>;

const TABLES: [(&str, &str, Loader); 31] = [
    ("function", include_str!("../../lexicon/en/function.tsv"), classes),
    ("frames", include_str!("../../lexicon/en/frames.tsv"), classes),
    ("acronyms", include_str!("../../lexicon/en/acronyms.tsv"), acronym),
    ("pronouns", include_str!("../../lexicon/en/pronouns.tsv"), pronoun),
    ("titles", include_str!("../../lexicon/en/titles.tsv"), title),
    ("given-names", include_str!("../../lexicon/en/given-names.tsv"), given_name),
    ("cue-verbs", include_str!("../../lexicon/en/cue-verbs.tsv"), cue_verb),
    ("cue-nouns", include_str!("../../lexicon/en/cue-nouns.tsv"), cue_noun),
    ("source-nouns", include_str!("../../lexicon/en/source-nouns.tsv"), source_noun),
    ("figures", include_str!("../../lexicon/en/figures.tsv"), classes),
    ("numbers", include_str!("../../lexicon/en/numbers.tsv"), number),
    ("changes", include_str!("../../lexicon/en/changes.tsv"), classes),
    ("gaps", include_str!("../../lexicon/en/gaps.tsv"), classes),
    ("units", include_str!("../../lexicon/en/units.tsv"), unit),
    ("calendar", include_str!("../../lexicon/en/calendar.tsv"), calendar),
    ("systems", include_str!("../../lexicon/en/systems.tsv"), system),
    ("currencies", include_str!("../../lexicon/en/currencies.tsv"), currency),
    ("hedges", include_str!("../../lexicon/en/hedges.tsv"), hedge),
    ("superlatives", include_str!("../../lexicon/en/superlatives.tsv"), superlative),
    ("weasels", include_str!("../../lexicon/en/weasels.tsv"), weasel),
    ("abbreviations", include_str!("../../lexicon/en/abbreviations.tsv"), abbreviation),
    ("boilerplate", include_str!("../../lexicon/en/boilerplate.tsv"), boilerplate),
    ("loaded", include_str!("../../lexicon/en/loaded.tsv"), loaded),
    ("reasons", include_str!("../../lexicon/en/reasons.tsv"), reason),
    ("claims", include_str!("../../lexicon/en/claims.tsv"), classes),
    ("puffery", include_str!("../../lexicon/en/puffery.tsv"), puff),
    ("outlets", include_str!("../../lexicon/en/outlets.tsv"), outlet),
    ("deeds", include_str!("../../lexicon/en/deeds.tsv"), deed),
    ("references", include_str!("../../lexicon/en/references.tsv"), classes),
    ("coverage", include_str!("../../lexicon/en/coverage.tsv"), classes),
    ("stems", include_str!("../../lexicon/en/stems.tsv"), stems),
];

pub(super) fn load(lexicon: &mut Lexicon) {
    for (name, table, loader) in TABLES {
        for (number, line) in table.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            if loader(lexicon, &columns).is_none() {
                lexicon.faults.push(format!("{name}.tsv:{}: {line}", number + 1));
            }
        }
    }
}

fn column<'a>(columns: &[&'a str], n: usize) -> Option<&'a str> {
    columns.get(n).copied()
}

fn classes(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let entry = lexicon.add(column(columns, 0)?);
    for name in column(columns, 1)?.split(' ') {
        entry.classes.insert(Class::named(name)?);
    }
    Some(())
}

fn acronym(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let text = column(columns, 0)?.to_lowercase();
    lexicon.add(&text).classes.insert(Class::Acronym);
    Some(())
}

fn loaded(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    if let Some(lemma) = column(columns, 0)?.strip_prefix("neutral: ") {
        lexicon.neutral = inflect::verb(lemma, column(columns, 1)?);
        return Some(());
    }
    for (form, _) in inflect::verb(column(columns, 0)?, column(columns, 1).unwrap_or_default()) {
        lexicon.add(&form).classes.insert(Class::Loaded);
    }
    Some(())
}

fn reason(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    lexicon.add(column(columns, 0)?).classes.insert(Class::Reason);
    Some(())
}

fn gender(name: &str) -> Option<Gender> {
    Some(match name {
        "m" => Gender::Masculine,
        "f" => Gender::Feminine,
        "n" => Gender::Neuter,
        "-" => Gender::Any,
        _ => return None,
    })
}

fn pronoun(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let features: Vec<&str> = column(columns, 1)?.split(' ').collect();
    let [person, number, sex, case] = features[..] else { return None };
    let pronoun = Pronoun {
        person: person.parse().ok()?,
        plural: match number {
            "one" => Some(false),
            "many" => Some(true),
            "-" => None,
            _ => return None,
        },
        gender: gender(sex)?,
        case: match case {
            "subject" => Case::Subject,
            "object" => Case::Object,
            "possessive" => Case::Possessive,
            "reflexive" => Case::Reflexive,
            _ => return None,
        },
    };
    lexicon.add(column(columns, 0)?).pronoun = Some(pronoun);
    Some(())
}

fn title(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let sex = gender(column(columns, 1)?)?;
    let entry = lexicon.add(column(columns, 0)?);
    entry.classes.insert(Class::Title);
    entry.gender = Some(sex);
    Some(())
}

fn given_name(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let sex = gender(column(columns, 1)?)?;
    lexicon.add(column(columns, 0)?).gender.get_or_insert(sex);
    Some(())
}

fn cue_verb(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let class = CueClass::named(column(columns, 1)?)?;
    let mut frames = Frames::default();
    for frame in column(columns, 2)?.split(' ') {
        let (name, strength) = frame.split_once(':')?;
        frames.insert(Frame::named(name)?, strength.parse().ok()?);
    }
    let lemma = lexicon.id(column(columns, 0)?);
    for (text, form) in inflect::verb(column(columns, 0)?, column(columns, 3).unwrap_or_default()) {
        let is_past_only = form == Form::Past && text != column(columns, 0)?;
        lexicon.add(&text).verb.get_or_insert(VerbCue { class, frames, form, is_past_only, lemma });
    }
    Some(())
}

fn cue_noun(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let cue = NounCue { class: CueClass::named(column(columns, 1)?)?, strength: column(columns, 2)?.parse().ok()? };
    let noun = column(columns, 0)?;
    lexicon.add(noun).noun = Some(cue);
    lexicon.add(&inflect::plural(noun)).noun.get_or_insert(cue);
    Some(())
}

fn source_noun(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let noun = column(columns, 0)?;
    for name in column(columns, 1)?.split(' ') {
        let kind = NounKind::named(name)?;
        let many = matches!(kind, NounKind::People | NounKind::Data);
        let entry = lexicon.add(noun);
        entry.kinds.insert(kind);
        entry.plural |= many;
        if !many {
            let entry = lexicon.add(&inflect::plural(noun));
            entry.plural = true;
            entry.kinds.insert(if kind == NounKind::Person { NounKind::People } else { kind });
        }
    }
    Some(())
}

fn number(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let entry = lexicon.add(column(columns, 0)?);
    for role in column(columns, 1)?.split("; ") {
        let (name, value) = role.split_once(' ')?;
        entry.numbers.push((NumberRole::named(name)?, value.parse().ok()?));
    }
    Some(())
}

fn unit(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let kind = UnitKind::named(column(columns, 1)?)?;
    let unit = column(columns, 0)?;
    let measure = match column(columns, 2) {
        None => None,
        Some(measure) => {
            let mut parts = measure.split(' ');
            let dimension = Dimension::named(parts.next()?)?;
            let factor = parts.next()?.parse().ok()?;
            let zero = parts.next().map_or(Some(0.0), |zero| zero.parse().ok())?;
            let slack = parts.next().map_or(Some(0.0), |slack| slack.parse().ok())?;
            Some(Measure { dimension, factor, slack, zero })
        }
    };
    let entry = lexicon.add(&unit.to_lowercase());
    (entry.unit, entry.measure) = (Some(kind), measure);
    let plural = lexicon.add(&inflect::plural(&unit.to_lowercase()));
    plural.unit.get_or_insert(kind);
    plural.measure = plural.measure.or(measure);
    Some(())
}

fn stems(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let stem = super::super::stem::regular(column(columns, 0)?);
    for word in column(columns, 1)?.split(' ') {
        lexicon.add(word).stem = Some(stem);
    }
    Some(())
}

fn calendar(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let told = column(columns, 2)?;
    let calendar = match column(columns, 1)? {
        "weekday" => Calendar::Weekday(told.parse().ok()?),
        "month" => Calendar::Month(told.parse().ok()?),
        "span" => Calendar::Span(told.parse().ok()?),
        "period" => Calendar::Period,
        "weekend" => Calendar::Weekend,
        "nowadays" => Calendar::Nowadays,
        "shift" => Calendar::Shift(told.parse().ok()?),
        "turn" => Calendar::Turn(Turn::named(told)?),
        "link" => Calendar::Link(TimeLink::named(told)?),
        _ => return None,
    };
    lexicon.add(column(columns, 0)?).calendar = Some(calendar);
    Some(())
}

fn system(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let (system, unit) = (column(columns, 0)?, column(columns, 1)?);
    let measure = lexicon.find_all(&unit.to_lowercase()).measure?;
    lexicon.systems.push((system.to_owned(), unit.to_owned(), measure));
    Some(())
}

fn currency(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let code = column(columns, 1).filter(|code| *code != "-").map(str::to_owned);
    let dollars = column(columns, 3).map_or(Some(None), |dollars| dollars.parse().ok().map(Some))?;
    let currency =
        Currency { sign: column(columns, 0)?.to_owned(), code, word: column(columns, 2)?.to_owned(), dollars };
    lexicon.currencies.push(currency);
    Some(())
}

fn hedge(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    lexicon.add(column(columns, 0)?).hedge = Some(Hedge::named(column(columns, 1)?)?);
    Some(())
}

fn superlative(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    lexicon.add(column(columns, 0)?).rank = Some(RankKind::named(column(columns, 1)?)?);
    Some(())
}

fn weasel(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    lexicon.add(column(columns, 0)?).weasel = Some(Weasel::named(column(columns, 1)?)?);
    Some(())
}

fn abbreviation(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    lexicon.add(column(columns, 0)?).abbreviation = Some(Abbreviation::named(column(columns, 1)?)?);
    Some(())
}

fn boilerplate(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    lexicon.add(column(columns, 0)?).boilerplate = Some(Place::named(column(columns, 1)?)?);
    Some(())
}

fn puff(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    lexicon.add(column(columns, 0)?).puff = Some(Puff::named(column(columns, 1)?)?);
    Some(())
}

fn outlet(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let words = column(columns, 0)?;
    let name = hash::of_bytes(column(columns, 2).unwrap_or(words).as_bytes());
    lexicon.add(words).outlet = Some((OutletKind::named(column(columns, 1)?)?, name));
    Some(())
}

fn deed(lexicon: &mut Lexicon, columns: &[&str]) -> Option<()> {
    let deed = Some(Deed::named(column(columns, 1)?)?);
    let entry = lexicon.add(column(columns, 0)?);
    match column(columns, 2)? {
        "verb" => entry.deed_done = deed,
        "noun" => entry.deed_object = deed,
        _ => return None,
    }
    Some(())
}
