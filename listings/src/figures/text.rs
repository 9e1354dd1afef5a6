//! How much room a text takes, without asking the machine for a font.

/// The size of all writing in a figure, in units of the picture.
///
/// A picture 420 units wide fills at least 335 pixels of a narrow screen, so
/// that this is never less than 11 pixels.
pub const TEXT_SIZE: f64 = 14.0;

/// The room that a line of `text` takes at size 1, as width and height.
///
/// The widths are rounded up from the common sans-serif fonts, so that a text
/// is never wider than the room that was kept for it.
pub fn extent(text: &str) -> (f64, f64) {
    (text.chars().map(advance).sum(), 1.25)
}

fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '|' | '.' | ',' | ':' | ';' | '\'' => 0.31,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' => 0.40,
        '₀'..='₉' | 'ₜ' | '⁰'..='⁹' | '¹' | '²' | '³' | '⁻' => {
            0.46
        }
        'm' | 'w' | 'M' | 'W' | '%' => 0.93,
        'A'..='Z' => 0.74,
        '−' | '+' | '=' | '<' | '>' | '≤' | '≥' | '×' => 0.84,
        _ => 0.63,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_text_takes_more_room() {
        let (short, height) = extent("x₁");
        let (long, _) = extent("x₁ and x₂");
        assert!(0.9 < short && short < long && long < 9.0 * 0.95);
        assert!(height > 1.0);
    }
}
