//! Formulas of unreasonable size.

use crate::{Bindings, Macros, parse, parse_with};

#[test]
fn deep_nesting_is_an_error() {
    for (open, close) in [
        ("(", ")"),
        ("{", "}"),
        (r"\frac{1}{", "}"),
        (r"\sqrt{", "}"),
        ("x^{", "}"),
        ("x_{", "}"),
        ("|", "|"),
        (r"\ln ", ""),
        (r"\hat ", ""),
        (r"\sum_{i=1}^2 ", ""),
        (r"\begin{pmatrix} 1 & ", r"\end{pmatrix}"),
        ("f(", ")"),
        (r"\begin{cases} 1 & x < ", r" \end{cases}"),
        ("-(", ")"),
    ] {
        for n in [20, 200, 2000] {
            let tex = format!("{}x{}", open.repeat(n), close.repeat(n));
            let result = parse(&tex);
            if n > 20 {
                let message = result.unwrap_err().message;
                assert!(
                    message.contains("deep") || message.contains("too long"),
                    "{message}"
                );
            } else if let Ok(formula) = result {
                assert_eq!(parse(&formula.to_string()), Ok(formula));
            }
        }
    }
}

#[test]
fn long_formulas_are_read() {
    let bindings = Bindings::new().scalar("x", 1.0);
    for (piece, value) in [("x + ", 4001.0), (r"x \cdot ", 1.0), ("x ", 1.0)] {
        let count = if piece.len() > 5 { 2000 } else { 4000 };
        let tex = format!("{}x", piece.repeat(count));
        let formula = parse(&tex).unwrap();
        assert_eq!(formula.eval(&bindings).unwrap().as_real(), Ok(value));
    }
    let chain = format!("{}x", "x = ".repeat(4000));
    assert_eq!(
        parse(&chain)
            .unwrap()
            .check(&bindings, 0.0)
            .unwrap()
            .steps
            .len(),
        4000
    );
}

#[test]
fn macros_that_grow_are_an_error() {
    let mut macros = vec![("\\a".to_owned(), "xxxxxxxxxx".to_owned())];
    for (name, inner) in ["\\b", "\\c", "\\d", "\\e", "\\g"]
        .iter()
        .zip(["\\a", "\\b", "\\c", "\\d", "\\e"])
    {
        macros.push(((*name).to_owned(), inner.repeat(10)));
    }
    let macros = Macros::new(macros);
    assert!(parse_with("\\c", &macros).is_ok());
    assert!(parse_with("\\g", &macros).is_err());
}
