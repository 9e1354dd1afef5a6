//! Small pieces of HTML.

/// `text` for the content or an attribute of an element, on one line.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Formulas are looked for in what is left.
            '$' => out.push_str("&#36;"),
            '\n' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
