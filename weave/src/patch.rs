//! A text with edits, and where each place of it was before.

use std::ops::Range;

/// Replaces the bytes `range` by `text`; an empty range inserts.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
    /// Orders insertions at the same place: the smallest comes first.
    pub(crate) rank: u8,
}

impl Edit {
    pub(crate) fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            range,
            text,
            rank: u8::MAX,
        }
    }

    pub(crate) fn insert(at: usize, rank: u8, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            range: at..at,
            text,
            rank,
        }
    }
}

/// A text after its edits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Patched {
    pub(crate) text: String,
    /// For each edit where its text stands now, and what it replaced.
    pieces: Vec<(Range<usize>, Range<usize>)>,
}

impl Patched {
    /// Applies `edits`, in any order. An edit inside of another one is lost
    /// with what it wanted to change.
    pub(crate) fn new(source: &str, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| (edit.range.start, edit.rank));
        let mut patched = Self::default();
        let mut done = 0;
        for edit in edits {
            let Some(kept) = source.get(done..edit.range.start) else {
                continue;
            };
            patched.text.push_str(kept);
            let start = patched.text.len();
            patched.text.push_str(&edit.text);
            done = edit.range.end;
            patched
                .pieces
                .push((start..patched.text.len(), edit.range.clone()));
        }
        patched
            .text
            .push_str(source.get(done..).unwrap_or_default());
        patched
    }

    /// Where the byte `at` of the text stood in the source; the start of what
    /// was replaced if an edit brought it.
    pub(crate) fn source(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|(now, _)| now.start <= at);
        match before.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            None => at,
            Some((now, was)) if at < now.end => was.start,
            Some((now, was)) => was.end + (at - now.end),
        }
    }

    /// Where what ends before the byte `at` of the text ended in the source.
    pub(crate) fn source_end(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|(now, _)| now.start < at);
        match before.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            None => at,
            Some((now, was)) => was.end + at.saturating_sub(now.end),
        }
    }

    /// Where the text stands that an edit put in place of `range`; nothing,
    /// at the start of the text, if there was no such edit.
    pub(crate) fn replaced(&self, range: &Range<usize>) -> Range<usize> {
        let mut pieces = self.pieces.iter();
        let piece = pieces.find(|(_, was)| was == range);
        piece.map_or(0..0, |(now, _)| now.clone())
    }

    /// Where the start of an edit of the source stands now.
    pub(crate) fn target(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|(_, was)| was.end <= at);
        match before.checked_sub(1).and_then(|i| self.pieces.get(i)) {
            None => at,
            Some((now, was)) => now.end + (at - was.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        let edits = vec![
            Edit::replace(8..10, "LONGER"),
            Edit::replace(2..5, ""),
            Edit::insert(0, 0, ">"),
        ];
        let patched = Patched::new("0123456789ab", edits);
        assert_eq!(patched.text, ">01567LONGERab");
        let back: Vec<usize> = (0..14).map(|at| patched.source(at)).collect();
        assert_eq!(back, [0, 0, 1, 5, 6, 7, 8, 8, 8, 8, 8, 8, 10, 11]);
        assert_eq!(
            [3, 6, 12, 13].map(|at| patched.source_end(at)),
            [2, 8, 10, 11]
        );
        assert_eq!(patched.target(7), 5);
        assert_eq!(&patched.text[patched.replaced(&(8..10))], "LONGER");
        assert_eq!(patched.replaced(&(7..8)), 0..0);
        assert_eq!(patched.target(11), 13);
    }

    #[test]
    fn edits_inside_edits_are_dropped() {
        let edits = vec![Edit::replace(1..4, "x"), Edit::replace(2..3, "y")];
        assert_eq!(Patched::new("01234", edits).text, "0x4");
    }
}
