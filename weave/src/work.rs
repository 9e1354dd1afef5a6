//! A work of `references.bib`: how it is cited, and its entry in the list.

use biblatex::{Bibliography, ChunksExt, Entry, EntryType, Person};

use crate::directive::is_name;
use crate::html::escape;
use crate::problem::Problems;
use crate::references::FILE;
use crate::source::{line_of, line_starts};

/// What an entry may hold; all of it is printed.
const FIELDS: [&str; 14] = [
    "author",
    "booktitle",
    "doi",
    "edition",
    "eprint",
    "howpublished",
    "journal",
    "number",
    "pages",
    "publisher",
    "title",
    "url",
    "volume",
    "year",
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Work {
    pub(crate) key: String,
    /// The line of its entry, counted from 1.
    pub(crate) line: usize,
    /// "Polyak (1964)", "Kingma and Ba (2015)", "Efron et al. (2004)".
    pub(crate) citation: String,
    /// Authors, year, title, and where it is found.
    pub(crate) html: String,
}

/// The works of `source` by authors and year; nothing if something is wrong with
/// them.
pub(crate) fn works(source: &str, problems: &mut Problems) -> Option<Vec<Work>> {
    let starts = line_starts(source);
    let bibliography = match Bibliography::parse(source) {
        Ok(bibliography) => bibliography,
        Err(error) => {
            let line = line_of(&starts, error.span.start);
            let message = format!(
                "not BibTeX: {}: correct this entry, or close the one before",
                error.kind
            );
            problems.add(FILE, line, message);
            return None;
        }
    };
    let mut works: Vec<(String, Work)> = Vec::new();
    let mut all_right = true;
    for entry in bibliography.iter() {
        let at = source.find(&format!("{{{},", entry.key));
        let line = line_of(&starts, at.unwrap_or_default());
        let mut problem = |message: String| {
            problems.add(FILE, line, format!("\"{}\" {message}", entry.key));
            all_right = false;
        };
        match work(entry, line) {
            Err(message) => problem(message),
            Ok((_, work)) if works.iter().any(|(_, w)| w.citation == work.citation) => {
                problem(format!(
                    "is cited as {}, like another work: a reader could not tell them apart",
                    work.citation
                ));
            }
            Ok(work) => works.push(work),
        }
    }
    works.sort_by(|(one, _), (other, _)| one.cmp(other));
    let works = works.into_iter().map(|(_, work)| work).collect();
    all_right.then_some(works)
}

/// An entry and what it is sorted by, or what is wrong with it.
fn work(entry: &Entry, line: usize) -> Result<(String, Work), String> {
    if !is_name(&entry.key) {
        return Err("is no key: use letters, digits, `-` and `_`".to_owned());
    }
    if let Some(field) = entry.fields.keys().find(|f| !FIELDS.contains(&f.as_str())) {
        return Err(format!(
            "has a field \"{field}\", which would not be printed; there are {}: correct its name \
             or take it out",
            FIELDS.join(", ")
        ));
    }
    let need = |name: &str| field(entry, name).ok_or(format!("has no {name}: add it"));
    let year = need("year")?;
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!("has the year \"{year}\": write four digits"));
    }
    need("author")?;
    let authors = entry.author().map_err(|e| format!("has authors {e}"))?;
    let title = escape(&need("title")?);
    let place = place(entry)?;
    let citation = format!("{} ({year})", names(&authors));
    let full = full_names(&authors);
    let is_book = entry.entry_type == EntryType::Book;
    let title = match is_book {
        true => format!("<cite>{title}</cite>"),
        false => format!("“{title}”"),
    };
    let html = format!("{} ({year}). {title}{place}.", escape(&full));
    let order = format!("{} {year} {title}", full.to_lowercase());
    let work = Work {
        key: entry.key.clone(),
        line,
        citation,
        html,
    };
    Ok((order, work))
}

/// A field as text; BibTeX writes "1--17" for a range.
fn field(entry: &Entry, name: &str) -> Option<String> {
    let text = entry.get(name)?.format_verbatim();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| text.replace("--", "–"))
}

/// The family name, with what belongs before it.
fn family(person: &Person) -> String {
    format!("{} {}", person.prefix, person.name)
        .trim()
        .to_owned()
}

/// The authors, and whether there are more that are not named.
fn named(authors: &[Person]) -> (&[Person], bool) {
    match authors.split_last() {
        Some((last, rest)) if last.name == "others" => (rest, true),
        _ => (authors, false),
    }
}

/// "A", "A and B", "A et al."
fn names(authors: &[Person]) -> String {
    match named(authors) {
        ([one], false) => family(one),
        ([one, other], false) => format!("{} and {}", family(one), family(other)),
        ([first, ..], _) => format!("{} et al.", family(first)),
        ([], _) => String::new(),
    }
}

/// "Polyak, Boris T.", "Kingma, Diederik P. and Jimmy Ba".
fn full_names(authors: &[Person]) -> String {
    let (authors, more) = named(authors);
    let mut all: Vec<String> = authors
        .iter()
        .enumerate()
        .map(|(i, person)| match (i, person.given_name.as_str()) {
            (_, "") => family(person),
            (0, given) => format!("{}, {given}", family(person)),
            (_, given) => format!("{given} {}", family(person)),
        })
        .collect();
    if more {
        all.push("others".to_owned());
    }
    match all.as_slice() {
        [before @ .., one, last] => {
            let before: String = before.iter().map(|name| format!("{name}, ")).collect();
            format!("{before}{one} and {last}")
        }
        _ => all.concat(),
    }
}

/// Where the work stands, each part after a comma.
fn place(entry: &Entry) -> Result<String, String> {
    let get = |name: &str| field(entry, name).map(|text| escape(&text));
    let volume = match (get("volume"), get("number")) {
        (Some(volume), Some(number)) => format!(" {volume}({number})"),
        (Some(volume), None) => format!(" {volume}"),
        (None, Some(_)) => return Err("has a number without a volume: add it".to_owned()),
        (None, None) => String::new(),
    };
    let edition = get("edition").map(|edition| match edition.as_str() {
        "2" => "2nd edition".to_owned(),
        "3" => "3rd edition".to_owned(),
        number => format!("{number}th edition"),
    });
    let within = match (get("journal"), get("booktitle")) {
        (Some(journal), _) => Some(format!("<cite>{journal}</cite>{volume}")),
        (None, Some(book)) => Some(format!("in <cite>{book}</cite>{volume}")),
        (None, None) if volume.is_empty() => None,
        (None, None) => {
            return Err("has a volume, but of what? add the journal or booktitle".to_owned());
        }
    };
    let parts = [
        within,
        get("pages").map(|pages| format!("<span class=\"nobr\">pp. {pages}</span>")),
        edition,
        get("publisher"),
        get("howpublished"),
        linked(entry, "doi", "https://doi.org/", "doi:", |doi| {
            doi.starts_with("10.") && doi.contains('/')
        })?,
        linked(entry, "eprint", "https://arxiv.org/abs/", "arXiv:", |id| {
            id.contains('.') && id.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        })?,
        linked(entry, "url", "https://", "", |url| {
            !url.is_empty() && !url.contains("//")
        })?,
    ];
    let parts = parts.into_iter().flatten();
    Ok(parts.map(|part| format!(", {part}")).collect())
}

/// The link of a field to another site.
fn linked(
    entry: &Entry,
    name: &str,
    site: &str,
    shown: &str,
    is_good: impl Fn(&str) -> bool,
) -> Result<Option<String>, String> {
    let Some(text) = field(entry, name) else {
        return Ok(None);
    };
    let rest = match name {
        "url" => text.strip_prefix(site).unwrap_or_default(),
        _ => &text,
    };
    if !is_good(rest) {
        let example = match name {
            "doi" => "10.23915/distill.00006",
            "eprint" => "1412.6980 of arXiv",
            _ => "https://d2l.ai",
        };
        return Err(format!(
            "has the {name} \"{text}\": write one such as {example}"
        ));
    }
    let rest = escape(rest);
    Ok(Some(format!("<a href=\"{site}{rest}\">{shown}{rest}</a>")))
}
