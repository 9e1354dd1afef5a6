//! The commands that are known, and those that are known and refused.

/// Space and style, which mean nothing.
pub(crate) const SPACES: &[&str] = &[
    "\\,",
    "\\;",
    "\\:",
    "\\!",
    "\\>",
    "\\quad",
    "\\qquad",
    "\\enspace",
    "\\thinspace",
    "\\medspace",
    "\\thickspace",
    "\\negthinspace",
    "\\displaystyle",
    "\\textstyle",
    "\\limits",
    "\\nolimits",
];

/// Commands whose argument is words.
pub(crate) const TEXTS: &[&str] = &["\\text", "\\textrm", "\\textnormal", "\\mbox"];

/// Commands that are letters.
pub(crate) const LETTERS: &[&str] = &[
    "\\alpha",
    "\\beta",
    "\\gamma",
    "\\delta",
    "\\epsilon",
    "\\varepsilon",
    "\\zeta",
    "\\eta",
    "\\theta",
    "\\vartheta",
    "\\iota",
    "\\kappa",
    "\\lambda",
    "\\mu",
    "\\nu",
    "\\xi",
    "\\pi",
    "\\varpi",
    "\\rho",
    "\\varrho",
    "\\sigma",
    "\\varsigma",
    "\\tau",
    "\\upsilon",
    "\\phi",
    "\\varphi",
    "\\chi",
    "\\psi",
    "\\omega",
    "\\Gamma",
    "\\Delta",
    "\\Theta",
    "\\Lambda",
    "\\Xi",
    "\\Pi",
    "\\Sigma",
    "\\Upsilon",
    "\\Phi",
    "\\Psi",
    "\\Omega",
    "\\ell",
];

/// Fonts: their argument is letters.
pub(crate) const FONTS: &[&str] = &[
    "\\mathbf",
    "\\mathrm",
    "\\mathit",
    "\\mathsf",
    "\\mathtt",
    "\\mathcal",
    "\\mathbb",
    "\\mathfrak",
    "\\mathscr",
    "\\boldsymbol",
    "\\bm",
];

/// Accents: their argument is a letter, in any font.
pub(crate) const ACCENTS: &[&str] = &[
    "\\hat",
    "\\widehat",
    "\\tilde",
    "\\widetilde",
    "\\bar",
    "\\overline",
    "\\underline",
    "\\vec",
    "\\dot",
    "\\ddot",
    "\\check",
    "\\breve",
    "\\acute",
    "\\grave",
    "\\mathring",
];

/// Subscripts that are part of a name, beside numbers and words.
pub(crate) const LITERALS: &[&str] = &[
    "*", "+", "\\star", "\\max", "\\min", "\\infty", "\\perp", "\\sup", "\\inf",
];

/// Other spellings, and the one that the parser reads.
pub(crate) const ALIASES: &[(&str, &str)] = &[
    ("\\leq", "\\le"),
    ("\\geq", "\\ge"),
    ("\\neq", "\\ne"),
    ("\\lt", "<"),
    ("\\gt", ">"),
    ("\\dfrac", "\\frac"),
    ("\\tfrac", "\\frac"),
    ("\\cfrac", "\\frac"),
    ("\\lbrack", "["),
    ("\\rbrack", "]"),
    ("\\lparen", "("),
    ("\\rparen", ")"),
    ("\\lbrace", "\\{"),
    ("\\rbrace", "\\}"),
    ("\\vert", "|"),
    ("\\Vert", "\\|"),
    ("\\Leftrightarrow", "\\iff"),
    ("\\Longleftrightarrow", "\\iff"),
    ("\\Rightarrow", "\\implies"),
    ("\\Longrightarrow", "\\implies"),
    ("\\wedge", "\\land"),
    ("\\vee", "\\lor"),
    ("\\ast", "*"),
    ("\\intercal", "\\top"),
];

/// Environments that only arrange.
pub(crate) const ALIGNED: &[&str] = &[
    "aligned", "align", "align*", "split", "gathered", "gather", "gather*",
];

/// What is known and not evaluated, and what to do about it.
pub(crate) const REFUSED: &[(&str, &str)] = &[
    ("\\cdots", "dots leave terms to the reader: write the sum"),
    ("\\dots", "dots leave terms to the reader: write the sum"),
    ("\\ldots", "dots leave terms to the reader: write the sum"),
    ("\\dotsc", "dots leave terms to the reader: write the sum"),
    ("\\dotsb", "dots leave terms to the reader: write the sum"),
    (
        "\\vdots",
        "dots leave entries to the reader: write them out",
    ),
    (
        "\\ddots",
        "dots leave entries to the reader: write them out",
    ),
    (
        "\\lim",
        "a limit cannot be evaluated: write a bound, or what it is at a step",
    ),
    ("\\limsup", "a limit cannot be evaluated"),
    ("\\liminf", "a limit cannot be evaluated"),
    (
        "\\to",
        "what a value tends to cannot be evaluated: write a bound",
    ),
    (
        "\\rightarrow",
        "what a value tends to cannot be evaluated: write a bound",
    ),
    (
        "\\mapsto",
        "a map is no statement: write `f(x) = …` instead",
    ),
    (
        "\\gets",
        "an assignment is no equation: give each step an index",
    ),
    (
        "\\leftarrow",
        "an assignment is no equation: give each step an index",
    ),
    ("\\propto", "write the factor, and an equation"),
    (
        "\\sim",
        "an asymptotic relation cannot be evaluated: write an equation or a bound",
    ),
    (
        "\\simeq",
        "write `\\approx` with the digits, or an equation",
    ),
    ("\\equiv", "write `=`"),
    ("\\pm", "two formulas in one: write both"),
    ("\\mp", "two formulas in one: write both"),
    ("\\int", "an integral is not evaluated"),
    ("\\sup", "a supremum is not evaluated: write `\\max`"),
    ("\\inf", "an infimum is not evaluated: write `\\min`"),
    ("\\forall", "write the formula alone and test it for all"),
    ("\\exists", "existence cannot be evaluated"),
    ("\\ll", "write a bound"),
    ("\\gg", "write a bound"),
    (
        "\\succ",
        "an order of matrices is not evaluated: write eigenvalues",
    ),
    (
        "\\succeq",
        "an order of matrices is not evaluated: write eigenvalues",
    ),
    ("\\langle", "write an inner product with `^\\top`"),
    ("\\mid", "a condition on an expectation is not evaluated"),
    ("\\circ", "write the application of the functions"),
    ("\\div", "write a fraction"),
    (
        "*",
        "a star belongs to a name, as in `x^*`; multiply with `\\cdot`",
    ),
    ("!", "a factorial is not evaluated: write the product"),
    (":", "write `=` alone"),
    ("\\coloneqq", "write `=`"),
];

/// Why a command is refused, if it is.
pub(crate) fn refusal(sign: &str) -> Option<&'static str> {
    let found = REFUSED.iter().find(|(name, _)| *name == sign);
    found.map(|(_, reason)| *reason)
}
