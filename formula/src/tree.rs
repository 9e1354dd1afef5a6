//! The tree of a formula.

use std::ops::Range;

pub(crate) use crate::symbol::{Sub, Symbol};

/// A formula: one or more statements, each of which must hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree {
    /// The rows of an `aligned`, and in each the statements between commas.
    pub rows: Vec<Vec<Statement>>,
}

impl Tree {
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.rows.iter().flatten()
    }
}

/// A statement; a lone expression is a chain without links.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Statement {
    Chain(Chain),
    /// At least two statements with the same word between them.
    Joined(Joint, Vec<Statement>),
    /// The first holds if the second does.
    If(Box<Statement>, Box<Statement>),
}

/// `a = b < c`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chain {
    pub first: Expr,
    pub links: Vec<Link>,
}

/// `= b`.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub relation: Relation,
    /// The bytes of the relation's sign.
    pub range: Range<usize>,
    pub right: Expr,
}

/// As for expressions, places do not count.
impl PartialEq for Link {
    fn eq(&self, other: &Self) -> bool {
        self.relation == other.relation && self.right == other.right
    }
}

/// What stands between two statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    And,
    Or,
    Iff,
    Implies,
}

/// What a formula states of its two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `=`
    Equal,
    /// `\approx`: equal to the digits printed.
    Approx,
    /// `\ne`
    NotEqual,
    /// `<`
    Less,
    /// `\le`
    LessEqual,
    /// `>`
    Greater,
    /// `\ge`
    GreaterEqual,
    /// `\in`
    In,
    /// `\notin`
    NotIn,
    /// `\text{ or }`, between statements.
    Or,
    /// `\iff`, between statements.
    Iff,
    /// `\implies`, between statements.
    Implies,
}

impl Relation {
    /// Its TeX.
    #[must_use]
    pub fn tex(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Approx => "\\approx",
            Self::NotEqual => "\\ne",
            Self::Less => "<",
            Self::LessEqual => "\\le",
            Self::Greater => ">",
            Self::GreaterEqual => "\\ge",
            Self::In => "\\in",
            Self::NotIn => "\\notin",
            Self::Or => "\\text{ or }",
            Self::Iff => "\\iff",
            Self::Implies => "\\implies",
        }
    }

    pub(crate) fn of_sign(sign: &str) -> Option<Self> {
        let all = [
            Self::Equal,
            Self::Approx,
            Self::NotEqual,
            Self::Less,
            Self::LessEqual,
            Self::Greater,
            Self::GreaterEqual,
            Self::In,
            Self::NotIn,
        ];
        all.into_iter().find(|relation| relation.tex() == sign)
    }
}

/// An expression with its place.
#[derive(Debug, Clone)]
pub(crate) struct Expr {
    pub node: Node,
    /// Its bytes in the TeX.
    pub range: Range<usize>,
}

/// Two expressions are equal wherever they stand.
impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Expr {
    pub fn new(node: Node, range: Range<usize>) -> Self {
        Self { node, range }
    }
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// A number as it is printed.
    Number(String),
    Constant(Constant),
    Symbol(Symbol),
    Apply(Apply),
    /// Terms with their signs; a single term has a minus.
    Sum(Vec<(Sign, Expr)>),
    /// Factors without a sign between them.
    Product(Vec<Expr>),
    /// Factors with a sign between them.
    Times(Box<Expr>, Vec<(Dot, Expr)>),
    /// `a / b`
    Quotient(Box<Expr>, Box<Expr>),
    Fraction(Box<Expr>, Box<Expr>),
    /// A root with its index, if that is not two.
    Root(Option<Box<Expr>>, Box<Expr>),
    Power(Box<Expr>, Box<Expr>),
    Transpose(Box<Expr>),
    /// An entry of a group: `(A x)_i`.
    Entry(Box<Expr>, Vec<Expr>),
    Call(Call),
    Big(Big),
    Arg(Arg),
    Abs(Box<Expr>),
    /// A norm; without a subscript the Euclidean one.
    Norm(Box<Expr>, Option<Norm>),
    Floor(Box<Expr>),
    Ceil(Box<Expr>),
    /// The name of the environment, and the rows.
    Matrix(String, Vec<Vec<Expr>>),
    /// Values and their conditions; without one, "otherwise".
    Cases(Vec<(Expr, Option<Statement>)>),
    Tuple(Vec<Expr>),
    Set(Vec<Expr>),
    Interval(Box<Interval>),
    Gradient(Gradient),
    Partial(Partial),
}

/// The sign before a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Plus,
    Minus,
}

/// A sign between factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dot {
    Cdot,
    Times,
    Odot,
}

impl Dot {
    pub fn tex(self) -> &'static str {
        match self {
            Self::Cdot => "\\cdot",
            Self::Times => "\\times",
            Self::Odot => "\\odot",
        }
    }
}

/// Names with a meaning of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Constant {
    Pi,
    Infinity,
    /// `\mathrm{e}`
    E,
    /// `\mathrm{i}`
    I,
}

impl Constant {
    pub fn tex(self) -> &'static str {
        match self {
            Self::Pi => "\\pi",
            Self::Infinity => "\\infty",
            Self::E => "\\mathrm{e}",
            Self::I => "\\mathrm{i}",
        }
    }

    pub fn of_tex(tex: &str) -> Option<Self> {
        [Self::Pi, Self::Infinity, Self::E, Self::I]
            .into_iter()
            .find(|constant| constant.tex() == tex)
    }
}

/// A name directly before a group: a function with its arguments, or a
/// factor before a factor. Which one, its binding decides.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Apply {
    pub symbol: Symbol,
    pub arguments: Vec<Expr>,
    /// What stands on the group.
    pub post: Option<Box<Post>>,
    /// Whether it may only be a function, as in `1/f(x)`.
    pub only_function: bool,
}

/// What stands at the upper right of a group.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Post {
    Power(Expr),
    Transpose,
}

/// A function that needs no binding.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    pub function: Function,
    /// The base of a logarithm.
    pub base: Option<Box<Expr>>,
    /// `\sin^2`
    pub power: Option<Box<Expr>>,
    pub arguments: Vec<Expr>,
}

/// The functions that need no binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Log,
    Ln,
    Exp,
    Sin,
    Cos,
    Tan,
    Sinh,
    Cosh,
    Tanh,
    Arcsin,
    Arccos,
    Arctan,
    Max,
    Min,
    Det,
    Trace,
    Diagonal,
    Re,
    Im,
    Sign,
    Expectation,
    Variance,
}

impl Function {
    /// All spellings; the first of each function is how it is printed.
    const SPELLINGS: &'static [(&'static str, Self)] = &[
        ("\\log", Self::Log),
        ("\\ln", Self::Ln),
        ("\\exp", Self::Exp),
        ("\\sin", Self::Sin),
        ("\\cos", Self::Cos),
        ("\\tan", Self::Tan),
        ("\\sinh", Self::Sinh),
        ("\\cosh", Self::Cosh),
        ("\\tanh", Self::Tanh),
        ("\\arcsin", Self::Arcsin),
        ("\\arccos", Self::Arccos),
        ("\\arctan", Self::Arctan),
        ("\\max", Self::Max),
        ("\\min", Self::Min),
        ("\\det", Self::Det),
        ("\\operatorname{tr}", Self::Trace),
        ("\\operatorname{diag}", Self::Diagonal),
        ("\\operatorname{Re}", Self::Re),
        ("\\operatorname{Im}", Self::Im),
        ("\\operatorname{sign}", Self::Sign),
        ("\\operatorname{E}", Self::Expectation),
        ("\\operatorname{Var}", Self::Variance),
        ("\\Re", Self::Re),
        ("\\Im", Self::Im),
        ("\\operatorname{sgn}", Self::Sign),
        ("\\mathbb{E}", Self::Expectation),
    ];

    pub fn of_tex(tex: &str) -> Option<Self> {
        let found = Self::SPELLINGS.iter().find(|(name, _)| *name == tex);
        found.map(|(_, function)| *function)
    }

    pub fn tex(self) -> &'static str {
        let found = Self::SPELLINGS
            .iter()
            .find(|(_, function)| *function == self);
        found.map_or("", |(name, _)| name)
    }
}

/// A sum, product, maximum or minimum over an index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Big {
    pub kind: BigKind,
    pub variable: Symbol,
    /// The bounds; without them the index has a range among the bindings.
    pub bounds: Option<(Box<Expr>, Box<Expr>)>,
    pub body: Box<Expr>,
}

/// What is done over an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BigKind {
    Sum,
    Product,
    Max,
    Min,
}

impl BigKind {
    pub fn tex(self) -> &'static str {
        match self {
            Self::Sum => "\\sum",
            Self::Product => "\\prod",
            Self::Max => "\\max",
            Self::Min => "\\min",
        }
    }
}

/// `\arg\min_x f(x)`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arg {
    pub maximum: bool,
    pub variable: Symbol,
    pub domain: Option<Box<Expr>>,
    pub body: Box<Expr>,
}

/// Which norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Norm {
    One,
    Two,
    Infinity,
    Frobenius,
}

impl Norm {
    pub fn tex(self) -> &'static str {
        match self {
            Self::One => "1",
            Self::Two => "2",
            Self::Infinity => "\\infty",
            Self::Frobenius => "F",
        }
    }
}

/// An interval that is not written like a tuple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Interval {
    pub from: Expr,
    pub to: Expr,
    pub from_open: bool,
    pub to_open: bool,
}

/// `\nabla f(x)`, or the matrix of second derivatives `\nabla^2 f(x)`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gradient {
    pub second: bool,
    pub symbol: Symbol,
    pub arguments: Option<Vec<Expr>>,
    pub post: Option<Box<Post>>,
}

impl Gradient {
    /// The name under which it may be bound: `\nabla f`.
    pub fn name(&self) -> String {
        let operator = if self.second {
            "\\nabla^2 "
        } else {
            "\\nabla "
        };
        format!("{operator}{}", self.symbol.name())
    }
}

/// A derivative by one variable or by two.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Partial {
    pub of: Box<Expr>,
    pub by: Vec<Symbol>,
}
