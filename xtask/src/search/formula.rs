//! A formula in a line of text, read from its MathML: `x_(t+1) = x_t − η v_t`.

use scraper::ElementRef;

/// The text of a `<math>` element.
pub fn text(math: ElementRef<'_>) -> String {
    let text = write(math);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Signs with a blank on both sides.
const APART: &str = "=<>≤≥≈≠+−→⟹⟺∈⇔⇒±";

fn write(element: ElementRef<'_>) -> String {
    let children: Vec<ElementRef<'_>> = element.children().filter_map(ElementRef::wrap).collect();
    let part = |i: usize| {
        children
            .get(i)
            .map_or_else(String::new, |child| write(*child))
    };
    match element.value().name() {
        // The name of a function.
        "mi" if element.text().collect::<String>().chars().count() > 1 => {
            format!(" {} ", element.text().collect::<String>())
        }
        "mi" | "mn" | "mo" | "mtext" => token(&element.text().collect::<String>()),
        "annotation" => String::new(),
        "mspace" => " ".to_owned(),
        "msub" | "munder" => format!("{}_{}", part(0), whole(&part(1))),
        "msup" => format!("{}^{}", part(0), whole(&part(1))),
        "msubsup" | "munderover" => {
            format!("{}_{}^{}", part(0), whole(&part(1)), whole(&part(2)))
        }
        // An accent or a bar.
        "mover" => part(0),
        "mfrac" => format!("{}/{}", whole(&part(0)), whole(&part(1))),
        "msqrt" => format!("√{}", whole(&all(&children, ""))),
        "mtable" => all(&children, "; "),
        "mtr" => all(&children, " "),
        _ => all(&children, ""),
    }
}

fn all(children: &[ElementRef<'_>], between: &str) -> String {
    let parts: Vec<String> = children.iter().map(|child| write(*child)).collect();
    parts.join(between)
}

fn token(text: &str) -> String {
    match text {
        // The invisible signs for "of" and "times".
        "\u{2061}" | "\u{2062}" => String::new(),
        sign if sign.chars().all(|c| APART.contains(c)) => format!(" {sign} "),
        "," => ", ".to_owned(),
        other => other.replace('\u{a0}', " "),
    }
}

/// In parentheses, unless it is one name, number or group already.
fn whole(part: &str) -> String {
    let part = part.trim();
    let part: String = part.split_whitespace().collect();
    match part
        .chars()
        .all(|c| c.is_alphanumeric() || "_.⊤′".contains(c))
    {
        true => part,
        false => format!("({part})"),
    }
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    #[test]
    fn a_formula_is_read_in_a_line() {
        let cases = [
            (
                "<msub><mi>x</mi><mrow><mi>t</mi><mo>+</mo><mn>1</mn></mrow></msub><mo>=</mo><mi>η</mi>",
                "x_(t+1) = η",
            ),
            (
                "<mfrac><mn>2</mn><msub><mi>λ</mi><mrow><mi mathvariant='normal'>max</mi><mo>⁡</mo></mrow></msub></mfrac>",
                "2/λ_max",
            ),
            (
                "<mfrac><mrow><mn>2</mn><mo>+</mo><mn>2</mn><mi>β</mi></mrow><mi>λ</mi></mfrac>",
                "(2+2β)/λ",
            ),
            (
                "<msqrt><mi>β</mi></msqrt><mo>,</mo><mi>t</mi><mi>ln</mi><mi>x</mi>",
                "√β, t ln x",
            ),
            (
                "<semantics><mrow><msup><mi>r</mi><mi>t</mi></msup></mrow><annotation>r^t</annotation></semantics>",
                "r^t",
            ),
            (
                "<mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mn>1</mn></mtd></mtr></mtable><mo>)</mo>",
                "(a b; 1)",
            ),
        ];
        for (inside, expected) in cases {
            let html = Html::parse_fragment(&format!("<math>{inside}</math>"));
            let math = html.select(&Selector::parse("math").unwrap()).next();
            assert_eq!(super::text(math.unwrap()), expected);
        }
    }
}
