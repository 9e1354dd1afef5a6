//! From a tree back to TeX that parses to the same tree.

use std::fmt;

use crate::parse::is_mixed;
use crate::tree::{
    Apply, Arg, Big, BigKind, Call, Expr, Gradient, Joint, Node, Partial, Post, Sign, Statement,
    Sub, Symbol, Tree,
};

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<String> = self
            .rows
            .iter()
            .map(|statements| join(statements, ", "))
            .collect();
        match rows.as_slice() {
            [row] => f.write_str(row),
            rows => write!(
                f,
                "\\begin{{aligned}} {} \\end{{aligned}}",
                rows.join(" \\\\ ")
            ),
        }
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chain(chain) => {
                write!(f, "{}", chain.first)?;
                for link in &chain.links {
                    write!(f, " {} {}", link.relation.tex(), link.right)?;
                }
                Ok(())
            }
            Self::Joined(joint, parts) => {
                let word = match joint {
                    Joint::And => " \\text{ and } ",
                    Joint::Or => " \\text{ or } ",
                    Joint::Iff => " \\iff ",
                    Joint::Implies => " \\implies ",
                };
                f.write_str(&join(parts, word))
            }
            Self::If(then, condition) => write!(f, "{then} \\text{{ if }} {condition}"),
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&whole(self))
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stem())?;
        match self.subs.as_slice() {
            [] => Ok(()),
            [Sub::Literal(text)] if text.len() == 1 => write!(f, "_{text}"),
            subs => {
                let parts: Vec<String> = subs
                    .iter()
                    .map(|sub| match sub {
                        Sub::Literal(text) => text.clone(),
                        Sub::Index(index) => whole(index),
                    })
                    .collect();
                write!(f, "_{{{}}}", parts.join(","))
            }
        }
    }
}

fn join<T: fmt::Display>(items: &[T], between: &str) -> String {
    let items: Vec<String> = items.iter().map(T::to_string).collect();
    items.join(between)
}

fn grouped(text: &str) -> String {
    format!("\\left({text}\\right)")
}

fn list(items: &[Expr]) -> String {
    grouped(&join(items, ", "))
}

/// An expression where any may stand.
fn whole(expr: &Expr) -> String {
    match &expr.node {
        Node::Sum(terms) => {
            let mut out = String::new();
            for (i, (sign, each)) in terms.iter().enumerate() {
                out.push_str(match (i, sign) {
                    (0, Sign::Plus) => "",
                    (0, Sign::Minus) => "-",
                    (_, Sign::Plus) => " + ",
                    (_, Sign::Minus) => " - ",
                });
                out.push_str(&term(each));
            }
            out
        }
        Node::Arg(arg) => of_arg(arg),
        _ => term(expr),
    }
}

/// An expression where a sum could not stand.
fn term(expr: &Expr) -> String {
    match &expr.node {
        Node::Times(first, rest) => {
            let mut out = run(first);
            for (dot, each) in rest {
                out.push_str(&format!(" {} {}", dot.tex(), run(each)));
            }
            out
        }
        Node::Quotient(top, bottom) => {
            let top = match &top.node {
                Node::Times(..) => term(top),
                _ => run(top),
            };
            let bottom = match &bottom.node {
                Node::Apply(apply) if !apply.only_function => grouped(&whole(bottom)),
                _ => factor(bottom),
            };
            format!("{top} / {bottom}")
        }
        Node::Big(big) => of_big(big),
        Node::Cases(_) | Node::Call(_) => atom(expr),
        _ => run(expr),
    }
}

/// An expression beside a sign between factors.
fn run(expr: &Expr) -> String {
    let Node::Product(factors) = &expr.node else {
        return factor(expr);
    };
    let mut out = Vec::new();
    let mut last = None;
    for each in factors {
        let mut text = factor(each);
        let digit = text.starts_with(|c: char| c.is_ascii_digit());
        if last.is_some() && (digit || is_mixed(last, each)) {
            text = grouped(&text);
        }
        // After a name, parentheses would hold its arguments.
        let opens = text.starts_with("\\left(") || text.starts_with("\\left[");
        out.push(if last.is_some() && opens {
            format!("{{{text}}}")
        } else {
            text
        });
        last = Some(each);
    }
    out.join(" ")
}

/// An expression as one factor.
fn factor(expr: &Expr) -> String {
    let open = match &expr.node {
        Node::Sum(_)
        | Node::Times(..)
        | Node::Quotient(..)
        | Node::Product(_)
        | Node::Big(_)
        | Node::Arg(_)
        | Node::Cases(_) => true,
        Node::Call(call) => is_bare(call),
        _ => false,
    };
    if open {
        grouped(&whole(expr))
    } else {
        atom(expr)
    }
}

/// An expression under an exponent.
fn base(expr: &Expr) -> String {
    let bare = match &expr.node {
        Node::Symbol(symbol) => symbol.star.is_none(),
        Node::Number(_)
        | Node::Constant(_)
        | Node::Root(..)
        | Node::Abs(_)
        | Node::Norm(..)
        | Node::Matrix(..)
        | Node::Entry(..) => true,
        _ => false,
    };
    if bare {
        atom(expr)
    } else {
        grouped(&whole(expr))
    }
}

/// An expression that shows where it begins and ends.
fn atom(expr: &Expr) -> String {
    match &expr.node {
        Node::Number(text) => text.clone(),
        Node::Constant(constant) => constant.tex().to_owned(),
        Node::Symbol(symbol) => symbol.to_string(),
        Node::Apply(apply) => of_apply(apply),
        Node::Fraction(top, bottom) => format!("\\frac{{{top}}}{{{bottom}}}"),
        Node::Root(None, inner) => format!("\\sqrt{{{inner}}}"),
        Node::Root(Some(index), inner) => format!("\\sqrt[{{{index}}}]{{{inner}}}"),
        Node::Power(of, exponent) => format!("{}^{{{exponent}}}", base(of)),
        Node::Transpose(of) => format!("{}^\\top", base(of)),
        Node::Entry(of, indices) => {
            format!("{}_{{{}}}", grouped(&whole(of)), join(indices, ", "))
        }
        Node::Call(call) => of_call(call),
        Node::Abs(inner) => format!("\\left|{inner}\\right|"),
        Node::Norm(inner, norm) => {
            let norm = norm.map_or(String::new(), |norm| format!("_{{{}}}", norm.tex()));
            format!("\\left\\|{inner}\\right\\|{norm}")
        }
        Node::Floor(inner) => format!("\\lfloor {inner} \\rfloor"),
        Node::Ceil(inner) => format!("\\lceil {inner} \\rceil"),
        Node::Matrix(name, rows) => {
            let rows: Vec<String> = rows.iter().map(|row| join(row, " & ")).collect();
            format!("\\begin{{{name}}} {} \\end{{{name}}}", rows.join(" \\\\ "))
        }
        Node::Cases(branches) => {
            let rows: Vec<String> = branches
                .iter()
                .map(|(value, condition)| match condition {
                    Some(condition) => format!("{value} & \\text{{if }} {condition}"),
                    None => format!("{value} & \\text{{otherwise}}"),
                })
                .collect();
            format!("\\begin{{cases}} {} \\end{{cases}}", rows.join(" \\\\ "))
        }
        Node::Tuple(items) => list(items),
        Node::Set(items) => format!("\\left\\{{{}\\right\\}}", join(items, ", ")),
        Node::Interval(interval) => format!(
            "\\left{}{}, {}\\right{}",
            if interval.from_open { "(" } else { "[" },
            interval.from,
            interval.to,
            if interval.to_open { ")" } else { "]" },
        ),
        Node::Gradient(gradient) => of_gradient(gradient),
        Node::Partial(partial) => of_partial(partial),
        Node::Sum(_)
        | Node::Product(_)
        | Node::Times(..)
        | Node::Quotient(..)
        | Node::Big(_)
        | Node::Arg(_) => grouped(&whole(expr)),
    }
}

fn of_apply(apply: &Apply) -> String {
    let post = of_post(apply.post.as_deref());
    format!("{}{}{post}", apply.symbol, list(&apply.arguments))
}

fn of_post(post: Option<&Post>) -> String {
    match post {
        None => String::new(),
        Some(Post::Transpose) => "^\\top".to_owned(),
        Some(Post::Power(exponent)) => format!("^{{{exponent}}}"),
    }
}

/// Whether the call must be printed without parentheses around its argument.
fn is_bare(call: &Call) -> bool {
    let single = match call.arguments.as_slice() {
        [single] => &single.node,
        _ => return false,
    };
    matches!(single, Node::Apply(apply) if apply.only_function)
}

fn of_call(call: &Call) -> String {
    let mut out = call.function.tex().to_owned();
    if let Some(base) = &call.base {
        out.push_str(&format!("_{{{base}}}"));
    }
    if let Some(power) = &call.power {
        out.push_str(&format!("^{{{power}}}"));
    }
    if is_bare(call) {
        out.push_str(&format!(" {}", join(&call.arguments, "")));
    } else {
        out.push_str(&list(&call.arguments));
    }
    out
}

fn of_big(big: &Big) -> String {
    let variable = &big.variable;
    let range = match (&big.bounds, big.kind) {
        (None, _) => format!("_{{{variable}}}"),
        (Some((from, to)), BigKind::Sum | BigKind::Product) => {
            format!("_{{{variable} = {from}}}^{{{to}}}")
        }
        (Some((from, to)), _) => format!("_{{{from} \\le {variable} \\le {to}}}"),
    };
    let body = match big.kind {
        BigKind::Sum => term(&big.body),
        _ => factor(&big.body),
    };
    format!("{}{range} {body}", big.kind.tex())
}

fn of_arg(arg: &Arg) -> String {
    let name = if arg.maximum { "\\max" } else { "\\min" };
    let domain = match &arg.domain {
        Some(domain) => format!(" \\in {domain}"),
        None => String::new(),
    };
    let body = factor(&arg.body);
    format!("\\arg{name}_{{{}{domain}}} {body}", arg.variable)
}

fn of_gradient(gradient: &Gradient) -> String {
    let operator = if gradient.second {
        "\\nabla^{2}"
    } else {
        "\\nabla"
    };
    let arguments = gradient.arguments.as_deref().map_or(String::new(), list);
    let post = of_post(gradient.post.as_deref());
    format!("{operator} {}{arguments}{post}", gradient.symbol)
}

fn of_partial(partial: &Partial) -> String {
    let order = match partial.by.len() {
        2 => "^{2}",
        _ => "",
    };
    let by: Vec<String> = partial
        .by
        .iter()
        .map(|variable| format!("\\partial {variable}"))
        .collect();
    format!(
        "\\frac{{\\partial{order} {}}}{{{}}}",
        factor(&partial.of),
        by.join(" ")
    )
}
