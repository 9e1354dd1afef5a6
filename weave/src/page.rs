//! A page for mdBook: Markdown with everything put in.

use std::ops::Range;

use crate::anchor::Anchor;
use crate::book::{Project, exercise};
use crate::label::Kind;
use crate::mark::{Together, mark, mark_together, together};
use crate::parts::{displayed, fence, href, with_punctuation};
use crate::patch::{Edit, Patched};
use crate::proofs::{self, Proofs};
use crate::scan::{Element, Page, What};
use crate::source::name_at;
use crate::{figure, math, tested};

/// Insertions at the same place come in this order.
const CLAIM_END: u8 = 0;
const MARK: u8 = 1;
const CAPTION_END: u8 = 2;
const CAPTION_START: u8 = 3;
const EXERCISE_START: u8 = 4;
const CLAIM_START: u8 = 5;
const CITATION: u8 = 6;

/// The Markdown of `page` with HTML for all that mdBook does not know.
pub(crate) fn weave(page: &Page, pages: &[Page], project: &mut Project) -> String {
    let mut edits = Vec::new();
    for element in &page.elements {
        match block(page, pages, element, project) {
            Ok(more) => edits.extend(more),
            Err(message) => {
                let line = page.line(element.range.start);
                project.problems.add(&page.file, line, message);
            }
        }
    }
    edits.extend(together(page).iter().map(|it| mark_edit(page, it, project)));
    edits.extend(project.terms.edits(page));
    edits.extend(proofs::edits(page));
    Patched::new(&page.text, edits).text
}

/// The mark of a paragraph.
fn mark_edit(page: &Page, together: &Together, project: &Project) -> Edit {
    let mut mark = mark_together(page, together, project);
    let at = together.place(page);
    let before = page.text.get(..at).unwrap_or_default();
    if before.ends_with("```") && !mark.is_empty() {
        // On its line the mark would keep the fence from closing.
        let prefix = prefix(page, &together.paragraph);
        mark = format!("\n{prefix}\n{prefix}{mark}");
    }
    Edit::insert(at, MARK, mark)
}

fn block(
    page: &Page,
    pages: &[Page],
    element: &Element,
    project: &mut Project,
) -> Result<Vec<Edit>, String> {
    let range = element.range.clone();
    match &element.what {
        What::Comment | What::Link { .. } => Ok(vec![]),
        What::Title => {
            let line = use_line(page, project)?;
            let at = page.slice(range.clone()).trim_end().len() + range.start;
            Ok(line
                .map(|line| Edit::insert(at, 0, format!("\n\n{line}\n")))
                .into_iter()
                .collect())
        }
        What::Formula {
            tex,
            display,
            label,
        } => {
            let html = project.renderer.render(tex, *display)?;
            let name = label.as_deref();
            let proof = name.map(|name| Proofs::link(page, Kind::Equation, name, project));
            let proof = proof.unwrap_or_default();
            Ok(vec![if *display {
                let mark = name.map(|name| mark(page, Kind::Equation, name, project));
                let mark = proof + &mark.unwrap_or_default();
                let number = name.map(|name| project.targets.number(Kind::Equation, name));
                let html = displayed(&html, name, number, &mark);
                Edit::replace(range.clone(), own_lines(page, &range, &html))
            } else {
                let html = math::inline(&html);
                let html = match name {
                    Some(name) => format!("<span class=\"math\" id=\"eq-{name}\">{html}</span>"),
                    None => html,
                };
                let (range, html) = with_punctuation(page, range, html);
                Edit::replace(range, html + &proof)
            }])
        }
        What::Claim { name } => Ok(vec![
            Edit::insert(
                range.start,
                CLAIM_START,
                format!("<span class=\"claim\" id=\"claim-{name}\">"),
            ),
            Edit::insert(
                range.end,
                CLAIM_END,
                "</span>".to_owned() + &Proofs::link(page, Kind::Claim, name, project),
            ),
        ]),
        What::Mistake { name } => Ok(vec![
            Edit::insert(
                range.start,
                CLAIM_START,
                format!("<span class=\"wrong\" id=\"not-{name}\">"),
            ),
            Edit::insert(range.end, CLAIM_END, "</span>"),
        ]),
        What::Exercise { name } => {
            let id = format!("<span class=\"exercise\" id=\"ex-{name}\"></span>");
            Ok(vec![Edit::insert(range.start, EXERCISE_START, id)])
        }
        What::Reference { kind, name, text } => {
            let target = project.targets.find(*kind, name)?;
            let space = if text.is_empty() { "" } else { "\u{a0}" };
            let number = match &target.number {
                Some(number) => format!("{space}{number}"),
                None => String::new(),
            };
            let href = href(&page.file, &target.file, &kind.id(name));
            Ok(vec![Edit::replace(
                text.end..range.end,
                format!("{number}]({href})"),
            )])
        }
        What::Citation { key, text } => {
            let (id, href) = project.references.citation(page, key, range.start);
            Ok(vec![
                Edit::insert(
                    range.start,
                    CITATION,
                    format!("<span class=\"cite\" id=\"{id}\">"),
                ),
                Edit::replace(text.end..range.end, format!("]({href})</span>")),
            ])
        }
        What::Listing(include) => {
            let html = listing(page, element, include, project)?;
            Ok(vec![Edit::replace(range, html)])
        }
        What::Figure { call, caption } => {
            let number = project.targets.number(Kind::Figure, &call.label).to_owned();
            let html = figure::html(page, call, &number)?;
            let prefix = prefix(page, caption);
            Ok(vec![
                Edit::replace(range, html),
                Edit::insert(
                    caption.start,
                    CAPTION_START,
                    format!("**Figure\u{a0}{number}.** "),
                ),
                Edit::insert(
                    caption.end,
                    CAPTION_END,
                    format!("\n{prefix}\n{prefix}</figcaption></figure>\n{prefix}"),
                ),
            ])
        }
        What::Tested => Ok(vec![Edit::replace(range, tested::overview(pages, project))]),
        What::References => {
            let title = |file: &str| project.titles.get(file).map_or("", String::as_str);
            let html = project.references.list(page, title);
            Ok(vec![Edit::replace(range, format!("{html}\n"))])
        }
    }
}

/// What each line of a block at `range` begins with inside of quotes and
/// lists.
fn prefix(page: &Page, range: &Range<usize>) -> String {
    let before = page.text.get(..range.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars()
        .map(|c| if c == '>' { '>' } else { ' ' })
        .collect()
}

/// A block of HTML that may stand in the middle of a paragraph, which it
/// splits.
fn own_lines(page: &Page, range: &Range<usize>, html: &str) -> String {
    let prefix = prefix(page, range);
    format!("\n{prefix}{html}\n{prefix}")
}

fn listing(
    page: &Page,
    element: &Element,
    include: &crate::scan::Include,
    project: &mut Project,
) -> Result<String, String> {
    let (path, anchor) = project.anchor(page, include)?;
    let command = project.command(page, &path).ok_or_else(|| {
        format!(
            "no program runs {path}: write listings/examples/{}.rs",
            page.section()
        )
    })?;
    let number = project.targets.number(Kind::Listing, &include.label);
    let mark = mark(page, Kind::Listing, &include.label, project);
    let prefix = prefix(page, &element.range);
    let fence = fence(&anchor.text);
    let code: String = anchor
        .text
        .lines()
        .map(|line| format!("{prefix}{line}\n"))
        .collect();
    // What leads to the source of an exercise leads to its solution.
    let links = match exercise(&path).filter(|_| include.skeleton) {
        Some(name) => format!("For <code>my-exercises/src/bin/{name}.rs</code>"),
        None => code_links(page, &path, &anchor),
    };
    Ok(format!(
        "<div class=\"listing\" id=\"lst-{}\">\n{prefix}\n\
         {prefix}{fence}rust\n{code}{prefix}{fence}\n{prefix}\n\
         {prefix}<p class=\"listing-caption\">Listing {number}. {}. \
         Run: <code>{command}</code>{mark}</p></div>\n{prefix}",
        include.label, links
    ))
}

/// The file and the lines of a listing, and the first item in it, linked to
/// the pages of rustdoc.
fn code_links(page: &Page, path: &str, anchor: &Anchor) -> String {
    let line = anchor.line;
    let place = format!("<code>{path}</code>, line {line}");
    let Some(module) = module(path) else {
        return place;
    };
    let up = up(page);
    let last = line + anchor.text.lines().count().saturating_sub(1);
    let source = module.join("/");
    let place =
        format!("<a href=\"{up}doc/src/listings/{source}.rs.html#{line}-{last}\">{place}</a>");
    let Some((kind, name)) = first_item(&anchor.text) else {
        return place;
    };
    format!(
        "<a href=\"{up}doc/listings/{source}/{kind}.{name}.html\"><code>{name}</code></a> in {place}"
    )
}

/// The module of `listings` in a file: `["curvature"]`.
fn module(path: &str) -> Option<Vec<&str>> {
    let inside = path.strip_prefix("listings/src/")?.strip_suffix(".rs")?;
    Some(inside.split('/').collect())
}

/// The kind, as rustdoc names its pages, and the name of the first public item.
fn first_item(code: &str) -> Option<(&'static str, &str)> {
    let kinds = [
        ("pub fn ", "fn"),
        ("pub const ", "constant"),
        ("pub struct ", "struct"),
    ];
    code.lines().find_map(|line| {
        let (start, kind) = kinds.iter().find(|(start, _)| line.starts_with(start))?;
        Some((*kind, name_at(line.strip_prefix(start)?)?))
    })
}

/// What leads from a page to the root of the site.
fn up(page: &Page) -> String {
    "../".repeat(page.file.matches('/').count().saturating_sub(1))
}

/// The line under the heading of a section with listings.
fn use_line(page: &Page, project: &Project) -> Result<Option<String>, String> {
    if !page.has_code() {
        return Ok(None);
    }
    if page.has_exercises() {
        return Ok(Some(format!(
            "<p class=\"use tasks\">Run: <code>cargo xtask exercise</code>. {}</p>",
            notebook_links(page)
        )));
    }
    let section = page.section();
    if !project
        .files
        .exists(&format!("listings/examples/{section}.rs"))
    {
        return Err(format!(
            "the section has listings but no program to run: write listings/examples/{section}.rs"
        ));
    }
    let minutes = match reading_time(page) {
        1 => "1 minute".to_owned(),
        n => format!("{n} minutes"),
    };
    let up = up(page);
    Ok(Some(format!(
        "<p class=\"use\">Reading time: about {minutes}. \
         Run: <code>cargo run --example {section}</code>. \
         Code: <a href=\"{up}doc/listings/{section}/index.html\"><code>listings::{section}</code></a>. \
         {}</p>",
        notebook_links(page)
    )))
}

fn notebook_links(page: &Page) -> String {
    let notebook = page.notebook();
    let up = up(page);
    format!(
        "Notebook: <a href=\"{up}notebooks/{notebook}\" download>{notebook}</a> to read, \
         <a href=\"{up}notebooks/momentum.zip\" download>momentum.zip</a> to run \
         (it holds all notebooks and the code)"
    )
}

/// Whole minutes: 200 words a minute, half a minute for each listing and
/// figure, and a quarter for each displayed formula; what is folded is not
/// counted, nor the tasks below "Try".
pub(crate) fn reading_time(page: &Page) -> usize {
    let open = page.elements.iter();
    let open = open.filter(|element| !page.is_aside(element.range.start));
    let looked_at = open.map(|element| match &element.what {
        What::Formula { display: true, .. } => 50,
        What::Listing(_) | What::Figure { .. } => 100,
        _ => 0,
    });
    let words = page.words + looked_at.sum::<usize>();
    words.div_ceil(200).max(1)
}
