//! The terms of the glossary, and where each page first uses them.
//!
//! A definition list defines terms: a term with its other forms in a comment,
//! what it means, and a link to the page that introduces it.
//!
//! ```markdown
//! velocity <!-- velocities -->
//! : The leaky sum of the gradients of all steps so far.
//! : [The momentum method](momentum-method.md)
//! ```

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::mark::link;
use crate::patch::Edit;
use crate::problem::Problems;
use crate::scan::{Page, What};
use crate::source::options;

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// As the glossary has it, and what else is linked as this term.
    forms: Vec<String>,
    /// Its bytes in the glossary, and those of the comment after it.
    name: Range<usize>,
    comment: Option<Range<usize>>,
    /// The file of the glossary, and of the page that introduces it.
    file: String,
    home: String,
}

impl Term {
    /// The id that mdBook gives its entry, which has no apostrophe.
    fn id(&self) -> String {
        let name = self.forms.first().map(String::as_str).unwrap_or_default();
        name.to_lowercase().replace(' ', "-").replace('\'', "")
    }

    fn has(&self, words: &str) -> bool {
        self.forms
            .iter()
            .any(|form| form.eq_ignore_ascii_case(words))
    }
}

/// What of a page can be linked, and what it introduces.
#[derive(Debug, Default)]
struct Prose {
    /// Words outside of headings, links, emphasis, tables and code.
    runs: Vec<Range<usize>>,
    /// What is emphasized, without the punctuation at its end.
    emphasized: Vec<String>,
    title: String,
}

/// All terms of the glossary.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    all: Vec<Term>,
    /// Of each page, by its file; of none if there are no terms.
    prose: HashMap<String, Prose>,
}

impl Terms {
    /// Reads the definition lists of `pages` and checks their entries.
    pub(crate) fn of(pages: &[Page], problems: &mut Problems) -> Self {
        let mut terms = Self::default();
        for page in pages {
            for term in entries(page, problems) {
                terms.add(page, term, problems);
            }
        }
        if !terms.all.is_empty() {
            let read = pages.iter().map(|page| (page.file.clone(), prose(page)));
            terms.prose = read.collect();
            terms.check(pages, problems);
        }
        terms
    }

    fn add(&mut self, page: &Page, term: Term, problems: &mut Problems) {
        let known = |form: &&String| self.all.iter().any(|other| other.has(form));
        if let Some(form) = term.forms.iter().find(known) {
            let message = format!("\"{form}\" is defined twice: take one of them out");
            problems.add(&page.file, page.line(term.name.start), message);
        }
        self.all.push(term);
    }

    /// Each term is introduced where its entry says so, and each form is used.
    fn check(&self, pages: &[Page], problems: &mut Problems) {
        for term in &self.all {
            let name = &term.forms[0];
            let mut add = |message: String| {
                let glossary = pages.iter().find(|page| page.file == term.file);
                let line = glossary.map_or(1, |page| page.line(term.name.start));
                problems.add(&term.file, line, message);
            };
            match self.prose.get(&term.home) {
                Some(prose) if introduces(prose, term) || titled(prose, term) => {}
                Some(_) => add(format!(
                    "{} does not introduce \"{name}\": emphasize it there, or link the page that \
                     does",
                    term.home
                )),
                None => add(format!(
                    "the book has no page {}: correct the link of \"{name}\"",
                    term.home
                )),
            }
            let others = || pages.iter().filter(|page| page.file != term.file);
            let unused = |form: &&String| !others().any(|page| says(&page.text, form));
            if let Some(form) = term.forms.iter().find(unused) {
                add(format!(
                    "no page says \"{form}\": take it out, or correct it"
                ));
            }
        }
    }

    /// Where `page` first uses a term that it does not introduce; outside of
    /// what is folded, if it does so there.
    fn uses(&self, page: &Page, prose: &Prose) -> Vec<(Range<usize>, usize)> {
        let mut first: HashMap<usize, Range<usize>> = HashMap::new();
        for run in &prose.runs {
            let mut at = run.start;
            while at < run.end {
                let longest = run.end - at;
                let Some((length, place)) = self.at(&page.text[at..], longest) else {
                    at = next_word(page, at, run.end);
                    continue;
                };
                let kept = first.get(&place);
                if kept.is_none_or(|old| page.is_aside(old.start) && !page.is_aside(at)) {
                    first.insert(place, at..at + length);
                }
                at = next_word(page, at + length, run.end);
            }
        }
        let is_foreign = |place: usize| {
            let term = &self.all[place];
            term.file != page.file && term.home != page.file && !introduces(prose, term)
        };
        let uses = first.into_iter().filter(|(place, _)| is_foreign(*place));
        uses.map(|(place, range)| (range, place)).collect()
    }

    /// The longest term at the start of `text`, up to `longest` bytes, and its
    /// length.
    fn at(&self, text: &str, longest: usize) -> Option<(usize, usize)> {
        let forms = self.all.iter().enumerate();
        let forms = forms.flat_map(|(place, term)| term.forms.iter().map(move |f| (f, place)));
        let found = forms.filter(|(form, _)| {
            let here = text.get(..form.len());
            let ends = !text
                .get(form.len()..)
                .unwrap_or_default()
                .starts_with(in_word);
            ends && form.len() <= longest
                && here.is_some_and(|here| here.eq_ignore_ascii_case(form))
        });
        found.map(|(form, place)| (form.len(), place)).max()
    }

    /// The edits that link the terms which `page` uses, and take the other
    /// forms out of the glossary.
    pub(crate) fn edits(&self, page: &Page) -> Vec<Edit> {
        let own = self.all.iter().filter(|term| term.file == page.file);
        let cuts = own.filter_map(|term| {
            let comment = term.comment.as_ref()?;
            Some(Edit::replace(term.name.end..comment.end, ""))
        });
        let prose = self.prose.get(&page.file);
        let links = prose.map_or_else(Vec::new, |prose| self.uses(page, prose));
        let links = links.into_iter().map(|(range, place)| {
            let term = &self.all[place];
            let href = link(&page.file, &term.file, &term.id());
            let words = page.slice(range.clone());
            Edit::replace(
                range,
                format!("<a class=\"term\" href=\"{href}\">{words}</a>"),
            )
        });
        cuts.chain(links).collect()
    }
}

/// Whether a page explains a term itself: it emphasizes it.
fn introduces(prose: &Prose, term: &Term) -> bool {
    prose.emphasized.iter().any(|words| term.has(words))
}

/// Whether the title of a page has a term, as "The hump" does.
fn titled(prose: &Prose, term: &Term) -> bool {
    term.forms.iter().any(|form| says(&prose.title, form))
}

/// Whether `text` has these words, apart from longer ones.
fn says(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    text.match_indices(&words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(in_word) && !text[at + words.len()..].starts_with(in_word)
    })
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// Where the next word after `at` begins.
fn next_word(page: &Page, at: usize, end: usize) -> usize {
    let rest = page.slice(at..end);
    let word = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
    let gap = rest[word..].find(in_word).unwrap_or(rest.len() - word);
    at + word + gap
}

/// An apostrophe does not part a word, as a typographic one would.
fn parser(page: &Page) -> Parser<'_> {
    Parser::new_ext(&page.text, options() - Options::ENABLE_SMART_PUNCTUATION)
}

/// The entries of the definition lists of a page.
fn entries(page: &Page, problems: &mut Problems) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let (mut in_name, mut depth) = (false, 0);
    let mut meanings = Vec::new();
    for (event, range) in parser(page).into_offset_iter() {
        match event {
            Event::Start(Tag::DefinitionListTitle) => {
                in_name = true;
                meanings.push(0);
                terms.push(Term {
                    forms: Vec::new(),
                    name: range.start..range.start,
                    comment: None,
                    file: page.file.clone(),
                    home: String::new(),
                });
            }
            Event::End(TagEnd::DefinitionListTitle) => in_name = false,
            Event::Start(Tag::DefinitionListDefinition) => depth += 1,
            Event::End(TagEnd::DefinitionListDefinition) => {
                depth -= 1;
                if let Some(count) = meanings.last_mut() {
                    *count += 1;
                }
            }
            Event::Text(_) if in_name => {
                if let Some(term) = terms.last_mut() {
                    let name = page.slice(range.clone()).trim();
                    term.name = range.start..range.start + name.len();
                    term.forms.push(name.to_owned());
                }
            }
            Event::InlineHtml(html) if in_name => {
                if let Some(term) = terms.last_mut() {
                    let forms = html.trim_start_matches("<!--").trim_end_matches("-->");
                    let forms = forms.split(',').map(|form| form.trim().to_owned());
                    term.forms.extend(forms.filter(|form| !form.is_empty()));
                    term.comment = Some(range);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) if depth > 0 => {
                if let Some(term) = terms.last_mut() {
                    let folder = page.file.rfind('/').map_or(0, |at| at + 1);
                    term.home = format!("{}{dest_url}", &page.file[..folder]);
                }
            }
            _ => {}
        }
    }
    let is_word = |form: &String| {
        let letters = |c: char| c.is_ascii_alphabetic() || " -'".contains(c);
        form.starts_with(|c: char| c.is_ascii_alphabetic()) && form.chars().all(letters)
    };
    let mut sound = Vec::new();
    for (term, meanings) in terms.into_iter().zip(meanings) {
        if !term.forms.is_empty()
            && term.forms.iter().all(is_word)
            && meanings == 2
            && !term.home.is_empty()
        {
            sound.push(term);
            continue;
        }
        let message = "not an entry of a glossary: write `term <!-- form, form -->`, the words of \
                       letters, blanks, hyphens and apostrophes; on the next line `: what it means`; on the \
                       third `: [Page](page.md)`, which introduces it";
        problems.add(&page.file, page.line(term.name.start), message);
    }
    sound
}

fn prose(page: &Page) -> Prose {
    let mut prose = Prose::default();
    // How deep the parser is in what is not linked, in emphasis, in the title.
    let (mut apart, mut emphasis, mut title) = (0, 0, false);
    let directives = |at: usize| {
        page.elements.iter().any(|element| {
            let block = matches!(element.what, What::Figure { .. } | What::Tested);
            block && element.range.contains(&at)
        })
    };
    for (event, range) in parser(page).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Emphasis => {
                        emphasis += 1;
                        prose.emphasized.push(String::new());
                    }
                    Tag::Heading { level, .. } => {
                        title = level == HeadingLevel::H1 && prose.title.is_empty();
                    }
                    _ => {}
                }
                apart += usize::from(is_apart(&tag.to_end()));
            }
            Event::End(tag) => {
                if tag == TagEnd::Emphasis {
                    emphasis -= 1;
                    if let Some(words) = prose.emphasized.last_mut() {
                        let length = words.trim_end_matches(['.', ',', '?', '!', ':']).len();
                        words.truncate(length);
                    }
                }
                if matches!(tag, TagEnd::Heading(_)) {
                    title = false;
                }
                apart -= usize::from(is_apart(&tag));
            }
            Event::Text(words) => {
                if emphasis > 0
                    && let Some(all) = prose.emphasized.last_mut()
                {
                    all.push_str(&words);
                }
                if title {
                    prose.title.push_str(&words);
                }
                if apart == 0 && !directives(range.start) {
                    prose.runs.push(range);
                }
            }
            _ => {}
        }
    }
    prose
}

/// What stands apart from running prose.
fn is_apart(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::Link
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Table
            | TagEnd::CodeBlock
            | TagEnd::DefinitionListTitle
    )
}
