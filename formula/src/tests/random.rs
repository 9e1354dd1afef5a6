//! Properties: no input panics, and what is read prints as itself. Set
//! `PROPTEST_CASES` for more cases.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::reading::PRINTED;
use crate::{Bindings, Formula, Value, parse, tokens};

/// Pieces that formulas are made of, and some that they are not.
const PIECES: &[&str] = &[
    "x",
    "y",
    "f",
    "t",
    "i",
    "d",
    "T",
    "O",
    "1",
    "2",
    "12",
    "0.5",
    "10",
    "+",
    "-",
    "*",
    "/",
    "^",
    "_",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "|",
    "\\|",
    "&",
    "\\\\",
    "=",
    "<",
    ">",
    ",",
    ".",
    ";",
    "'",
    "!",
    ":",
    "~",
    "\\,",
    "\\alpha",
    "\\beta",
    "\\lambda",
    "\\pi",
    "\\infty",
    "\\mathbf",
    "\\hat",
    "\\mathrm",
    "\\operatorname",
    "\\frac",
    "\\tfrac",
    "\\sqrt",
    "\\sum",
    "\\prod",
    "\\max",
    "\\min",
    "\\arg",
    "\\ln",
    "\\log",
    "\\sin",
    "\\det",
    "\\nabla",
    "\\partial",
    "\\left",
    "\\right",
    "\\bigl",
    "\\bigr",
    "\\{",
    "\\}",
    "\\lvert",
    "\\rvert",
    "\\lVert",
    "\\rVert",
    "\\lfloor",
    "\\rfloor",
    "\\cdot",
    "\\times",
    "\\odot",
    "\\top",
    "\\star",
    "\\le",
    "\\ge",
    "\\ne",
    "\\in",
    "\\approx",
    "\\iff",
    "\\implies",
    "\\text{ if }",
    "\\text{ and }",
    "\\text{otherwise}",
    "\\begin{pmatrix}",
    "\\end{pmatrix}",
    "\\begin{cases}",
    "\\end{cases}",
    "\\begin{aligned}",
    "\\end{aligned}",
    "\\operatorname{tr}",
    "\\operatorname{E}",
    "\\cdots",
    "\\lim",
    "\\foo",
    "#",
    "é",
    "\\",
];

/// Checks that a formula prints as itself, if it is one.
fn prints_as_itself(tex: &str) -> std::result::Result<Option<Formula>, TestCaseError> {
    let Ok(formula) = parse(tex) else {
        return Ok(None);
    };
    let printed = formula.to_string();
    match parse(&printed) {
        Ok(again) => prop_assert_eq!(&again, &formula, "{} → {}", tex, printed),
        Err(error) => prop_assert!(false, "{tex} → {printed}: {error}"),
    }
    Ok(Some(formula))
}

/// Evaluates a formula in every way, with its names bound to what is at hand.
fn evaluates_without_panic(formula: &Formula, seed: usize) {
    let mut bindings = Bindings::new();
    for (i, name) in formula.symbols().into_iter().enumerate() {
        bindings = match (i + seed) % 9 {
            0 => bindings.scalar(&name, 0.7),
            1 => bindings.vector(&name, [1.0, -2.0]),
            2 => bindings.matrix(&name, [[2.0, 1.0], [1.0, 3.0]]),
            3 => bindings.sequence(&name, 0, [1.0, 2.0, 3.0]),
            4 => bindings.function(&name, |args| Ok(args.real(0)?.sin().into())),
            5 => bindings.range(&name, 1, 2),
            6 => bindings.random(&name, [1.0, 3.0]),
            7 => bindings.complex(&name, crate::Complex::new(0.5, 2.0)),
            _ => bindings.integer(&name, 2),
        };
    }
    if let Ok(verdict) = formula.check(&bindings, 1e-10) {
        assert!(!verdict.to_string().is_empty() || verdict.steps.is_empty());
    }
    let _: Result<Value, _> = formula.eval(&bindings);
    let _: Result<bool, _> = formula.truth(&bindings);
}

/// TeX of an expression, most of it well formed.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        select(vec![
            "x",
            "y",
            "f",
            "2",
            "0.5",
            "10",
            "\\beta",
            "\\mathbf{x}",
            "x_1",
            "x_{t-1}",
            "x^*",
            "x_{t,1}",
            "\\lambda_{\\max}",
            "f'",
            "\\hat{y}",
            "\\pi",
            "\\infty",
            "\\mathrm{e}",
            "x_1^\\star",
            "\\lambda_i",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let two = (inner.clone(), inner.clone());
        let around = |open: &'static str, close: &'static str| {
            inner.clone().prop_map(move |a| format!("{open}{a}{close}"))
        };
        let between = |sign: &'static str| {
            two.clone()
                .prop_map(move |(a, b)| format!("{a} {sign} {b}"))
        };
        prop_oneof![
            between("+"),
            between("-"),
            between(""),
            between("\\cdot"),
            between("\\times"),
            between("/"),
            between(","),
            around("(", ")"),
            around("\\left(", "\\right)"),
            around("{", "}"),
            around("{(", ")}"),
            around("-", ""),
            around("|", "|"),
            around("\\|", "\\|"),
            around("\\sqrt{", "}"),
            around("\\sqrt[3]{", "}"),
            around("\\ln ", ""),
            around("\\ln(", ")"),
            around("\\sin^2(", ")"),
            around("\\operatorname{tr} ", ""),
            around("\\max\\{", "\\}"),
            around("f(", ")"),
            around("\\beta(", ")^2"),
            around("\\nabla f(", ")^\\top"),
            around("\\sum_{i=0}^{t-1} ", ""),
            around("\\prod_{s=1}^t ", ""),
            around("\\max_i ", ""),
            around("\\arg\\min_{x} ", ""),
            around("\\frac{\\partial ", "}{\\partial x}"),
            around("\\frac{\\partial}{\\partial x_1} ", ""),
            around("\\lfloor ", "\\rfloor"),
            around("(", ")_{i}"),
            around("(", ")^\\top"),
            around("\\operatorname{E}[", "]"),
            around("", "^2"),
            around("[0, ", ")"),
            two.clone()
                .prop_map(|(a, b)| format!("\\frac{{{a}}}{{{b}}}")),
            two.clone().prop_map(|(a, b)| format!("{a}^{{{b}}}")),
            two.clone().prop_map(|(a, b)| format!("({a})^{{{b}}}")),
            two.clone().prop_map(|(a, b)| format!("x_{{{a}, {b}}}")),
            two.clone().prop_map(|(a, b)| {
                format!("\\begin{{pmatrix}} {a} & {b} \\\\ {b} & {a} \\end{{pmatrix}}^{{-1}}")
            }),
            two.clone().prop_map(|(a, b)| {
                format!(
                    "\\begin{{cases}} {a} & \\text{{if }} {b} < 1 \\\\ 0 & x \\ge 1 \\end{{cases}}"
                )
            }),
        ]
    })
}

fn statement() -> impl Strategy<Value = String> {
    let signs = vec![
        "=",
        "<",
        "\\le",
        "\\in",
        "\\approx",
        "\\ne",
        " \\iff ",
        "\\text{ if }",
        ",",
        "\\\\ &=",
        "\\text{ and }",
        "\\implies",
    ];
    (expression(), vec((select(signs), expression()), 0..4)).prop_map(|(first, rest)| {
        let rest: Vec<String> = rest.iter().map(|(sign, e)| format!("{sign} {e}")).collect();
        let rows = rest.iter().any(|each| each.starts_with("\\\\"));
        let body = format!("{first} {}", rest.join(" "));
        if rows {
            format!("\\begin{{aligned}} {body} \\end{{aligned}}")
        } else {
            body
        }
    })
}

proptest! {
    #[test]
    fn random_bytes_do_not_panic(bytes in vec(any::<u8>(), 0..200)) {
        let tex = String::from_utf8_lossy(&bytes);
        for token in tokens(&tex) {
            prop_assert!(tex.get(token.range).is_some());
        }
        prints_as_itself(&tex)?;
    }

    #[test]
    fn random_pieces_do_not_panic(
        pieces in vec((select(PIECES), any::<bool>()), 0..14),
        seed in 0usize..9,
    ) {
        let pieces: Vec<String> = pieces
            .iter()
            .map(|(piece, blank)| format!("{piece}{}", if *blank { " " } else { "" }))
            .collect();
        if let Some(formula) = prints_as_itself(&pieces.concat())? {
            evaluates_without_panic(&formula, seed);
        }
    }

    #[test]
    fn expressions_print_as_themselves(tex in statement(), seed in 0usize..9) {
        if let Some(formula) = prints_as_itself(&tex)? {
            evaluates_without_panic(&formula, seed);
        }
    }

    #[test]
    fn errors_of_faulty_formulas_have_a_place(
        tex in select(PRINTED),
        at in any::<prop::sample::Index>(),
        piece in select(PIECES),
        replaces in any::<bool>(),
    ) {
        let all = tokens(tex);
        let token = &all[at.index(all.len())];
        let end = if replaces { token.range.end } else { token.range.start };
        let faulty = format!("{}{piece} {}", &tex[..token.range.start], &tex[end..]);
        match parse(&faulty) {
            Err(error) => {
                prop_assert!(error.range.start <= error.range.end);
                prop_assert!(faulty.get(error.range).is_some());
            }
            Ok(_) => {
                prints_as_itself(&faulty)?;
            }
        }
    }
}
