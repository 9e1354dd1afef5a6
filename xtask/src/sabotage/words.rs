//! Words and their opposites, and the prose in which they are exchanged.

use std::ops::Range;

/// Words with their opposites; each pair goes both ways, and of two opposites
/// of one word the first is taken.
const OPPOSITES: [(&str, &str); 102] = [
    ("nearly all", "hardly any"),
    ("at least", "at most"),
    ("more than", "less than"),
    ("ill-conditioned", "well-conditioned"),
    ("nearer", "farther"),
    ("closer", "farther"),
    ("nearest", "farthest"),
    ("smaller", "larger"),
    ("smallest", "largest"),
    ("small", "large"),
    ("slower", "faster"),
    ("slowest", "fastest"),
    ("slow", "fast"),
    ("below", "above"),
    ("under", "over"),
    ("never", "always"),
    ("best", "worst"),
    ("better", "worse"),
    ("first", "second"),
    ("along", "across"),
    ("lower", "higher"),
    ("lowest", "highest"),
    ("shorter", "longer"),
    ("shortest", "longest"),
    ("earlier", "later"),
    ("sooner", "later"),
    ("before", "after"),
    ("fewer", "more"),
    ("less", "more"),
    ("least", "most"),
    ("inside", "outside"),
    ("within", "beyond"),
    ("positive", "negative"),
    ("increases", "decreases"),
    ("grows", "shrinks"),
    ("rises", "falls"),
    ("gains", "loses"),
    ("steep", "flat"),
    ("steeper", "flatter"),
    ("steepest", "flattest"),
    ("minimum", "maximum"),
    ("all", "none"),
    ("every", "no"),
    ("both", "neither"),
    ("up", "down"),
    ("with", "without"),
    ("early", "late"),
    ("even", "odd"),
    ("twice", "half"),
    ("converges", "diverges"),
    // What else agrees or differs, comes or goes.
    ("first", "last"),
    ("the same", "another"),
    ("keeps", "loses"),
    ("agree", "cancel"),
    ("agrees", "alternates"),
    ("adds up", "cancels"),
    ("weakens", "strengthens"),
    ("allows", "forbids"),
    ("raise", "lower"),
    ("raises", "lowers"),
    ("rise", "fall"),
    ("grow", "shrink"),
    ("gain", "lose"),
    ("converge", "diverge"),
    ("increase", "decrease"),
    ("increasing", "decreasing"),
    ("enters", "leaves"),
    ("newest", "oldest"),
    ("newer", "older"),
    ("younger", "older"),
    ("new", "old"),
    ("strictest", "loosest"),
    ("weaker", "stronger"),
    ("weak", "strong"),
    ("few", "many"),
    ("long", "short"),
    ("high", "low"),
    ("near", "far"),
    ("slowly", "quickly"),
    ("quick", "slow"),
    ("quicker", "slower"),
    ("forward", "backward"),
    ("toward", "away from"),
    // The looks and the places of a picture.
    ("open", "full"),
    ("filled", "open"),
    ("thick", "thin"),
    ("broad", "thin"),
    ("solid", "dashed"),
    ("darker", "lighter"),
    ("dark", "light"),
    ("bright", "dark"),
    ("wider", "narrower"),
    ("wide", "narrow"),
    ("blue", "orange"),
    ("green", "magenta"),
    ("gray", "blue"),
    ("horizontal", "vertical"),
    ("top", "bottom"),
    ("upper", "lower"),
    ("on the left", "on the right"),
    ("to the left", "to the right"),
    ("left edge", "right edge"),
];

/// The words of the text that have an opposite, each with it.
pub fn exchanges(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for (one, other) in OPPOSITES {
        for (word, opposite) in [(one, other), (other, one)] {
            for range in whole_words(text, word) {
                // A word of a longer expression goes with it; of two
                // opposites of one word the first is taken.
                if found
                    .iter()
                    .any(|(t, _)| t.start <= range.start && range.end <= t.end)
                {
                    continue;
                }
                let upper = text
                    .get(range.clone())
                    .is_some_and(|word| word.starts_with(char::is_uppercase));
                let opposite = match upper {
                    true => capital(opposite),
                    false => opposite.to_owned(),
                };
                found.push((range, opposite));
            }
        }
    }
    found
}

/// Where `word` stands as whole words, in lower or upper case.
pub fn whole_words(text: &str, word: &str) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let inner = |c: char| c.is_alphanumeric() || c == '_' || c == '\\';
    let found = lower.match_indices(word).filter(|(at, _)| {
        let before = lower.get(..*at).unwrap_or_default();
        let after = lower.get(at + word.len()..).unwrap_or_default();
        !before.ends_with(inner) && !after.starts_with(inner)
    });
    found.map(|(at, word)| at..at + word.len()).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The bytes of each caption, the paragraph after `{{#figure …}}`, with the
/// label of its figure.
pub fn captions(source: &str) -> Vec<(Range<usize>, String)> {
    const OPENING: &str = "{{#figure ";
    let found = source.match_indices(OPENING).filter_map(|(at, _)| {
        let rest = source.get(at..)?;
        let inside = rest.get(OPENING.len()..rest.find("}}")?)?;
        let mut words = inside.split_whitespace();
        let name = words.next()?;
        let label = match words.next() {
            Some("as") => words.next()?,
            _ => name,
        };
        let start = at + rest.find("\n\n")? + 2;
        let caption = source.get(start..)?;
        let end = caption.find("\n\n").unwrap_or(caption.len());
        Some((start..start + end, format!("fig:{label}")))
    });
    found.collect()
}

/// The bytes from the heading "Takeaways" to the next heading.
pub fn takeaways(source: &str) -> Option<Range<usize>> {
    const HEADING: &str = "\n## Takeaways\n";
    let start = source.find(HEADING)? + HEADING.len();
    let rest = source.get(start..)?;
    let end = rest.find("\n#").unwrap_or(rest.len());
    Some(start..start + end)
}

/// The text with blanks in place of comments, targets of links and questions,
/// which state nothing, as long as it was.
pub fn statements(text: &str) -> String {
    let text = blank(&blank(text, "<!--", "-->"), "](", ")");
    let mut out = String::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let ends = |at: &usize| {
            let after = rest.get(at + 1..).unwrap_or_default();
            after.is_empty() || after.starts_with(char::is_whitespace)
        };
        let end = rest.match_indices(['.', '?', '!']).map(|(at, _)| at);
        let end = end.into_iter().find(ends).map_or(rest.len(), |at| at + 1);
        let (sentence, after) = rest.split_at(end);
        match sentence.ends_with('?') {
            true => out.extend(sentence.bytes().map(|_| ' ')),
            false => out.push_str(sentence),
        }
        rest = after;
    }
    out
}

fn blank(text: &str, opening: &str, closing: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(opening) {
        let (before, inside) = rest.split_at(at);
        let length = inside.find(closing).map(|end| end + closing.len());
        let (inside, after) = inside.split_at(length.unwrap_or(inside.len()));
        out.push_str(before);
        out.extend(inside.bytes().map(|_| ' '));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_opposite() {
        let text = "Nearly all fall below the first; the last is open, not on the left.";
        let mut found = exchanges(text);
        found.sort_by_key(|(range, _)| range.start);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(range, opposite)| (&text[range.clone()], opposite.as_str()))
            .collect();
        let expected = [
            ("Nearly all", "Hardly any"),
            ("fall", "rise"),
            ("below", "above"),
            ("first", "second"),
            ("last", "first"),
            ("open", "full"),
            ("on the left", "on the right"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn captions_and_takeaways_are_found() {
        let source = "# A\n\n{{#figure a eta=1}}\n\nOne.\n\n{{#figure a as b}}\n\nTwo.\nThree.\n\n\
                      ## Takeaways\n\n- Four.\n\n## Try\n\nFive.\n";
        let found = captions(source).into_iter();
        let found: Vec<(&str, String)> = found.map(|(r, name)| (&source[r], name)).collect();
        let expected = [("One.", "fig:a"), ("Two.\nThree.", "fig:b")];
        assert_eq!(found, expected.map(|(text, name)| (text, name.to_owned())));
        assert_eq!(&source[takeaways(source).unwrap()], "\n- Four.\n");
        assert_eq!(takeaways("# A\n"), None);
    }

    #[test]
    fn comments_targets_and_questions_state_nothing() {
        let text = "At 1.5 <!-- claim: low -->it [falls](fig:low). Read on: is it low? Yes.";
        let kept = statements(text);
        assert_eq!(kept.len(), text.len());
        let words: Vec<&str> = kept.split_whitespace().collect();
        assert_eq!(words, ["At", "1.5", "it", "[falls", ".", "Yes."]);
    }
}
