//! Whether a formula holds.

use std::fmt;
use std::ops::Range;

use crate::bindings::Bindings;
use crate::compare::{approximately, equal, flat, member, ordered};
use crate::error::{Error, ErrorKind, Result};
use crate::eval::{Evaluator, fit};
use crate::tree::{Chain, Expr, Joint, Link, Node, Relation, Statement, Tree};
use crate::value::Value;

/// How far two sides may differ in a condition.
const IN_CONDITIONS: f64 = 1e-10;

/// Whether a formula holds, relation by relation.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The relations that the formula states, in its order.
    pub steps: Vec<Step>,
    /// Whether the condition of the formula is met, if it has one; if it is
    /// not, nothing is stated and `steps` is empty.
    pub condition: Option<bool>,
}

impl Verdict {
    /// Whether every relation holds. Without a single one, because a condition
    /// is not met, this is true: see [`Verdict::condition`].
    #[must_use]
    pub fn holds(&self) -> bool {
        self.steps.iter().all(|step| step.holds)
    }
}

/// One relation of a formula, with the values of both its sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The bytes of both sides and the relation in the TeX.
    pub range: Range<usize>,
    /// The TeX of the left side.
    pub left_tex: String,
    /// The value of the left side; an `\arg\min` has none.
    pub left: Option<Value>,
    /// What is stated.
    pub relation: Relation,
    /// The TeX of the right side.
    pub right_tex: String,
    /// The value of the right side.
    pub right: Option<Value>,
    /// Whether it is so.
    pub holds: bool,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = |value: &Option<Value>| match value {
            Some(value) => value.to_string(),
            None => "no value".to_owned(),
        };
        writeln!(
            f,
            "{} {} {}: {}",
            self.left_tex,
            self.relation.tex(),
            self.right_tex,
            if self.holds { "holds" } else { "does not hold" }
        )?;
        writeln!(f, "  left:  {}", value(&self.left))?;
        write!(f, "  right: {}", value(&self.right))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.condition == Some(false) {
            f.write_str("the condition is not met")?;
        }
        for (i, step) in self.steps.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{step}")?;
        }
        Ok(())
    }
}

/// Checks every statement of a formula.
pub(crate) fn check(tree: &Tree, bindings: &Bindings<'_>, tolerance: f64) -> Result<Verdict> {
    let mut evaluator = Evaluator::new(bindings);
    let mut verdict = Verdict {
        steps: Vec::new(),
        condition: None,
    };
    for statement in tree.statements() {
        evaluator.steps(statement, tolerance, &mut verdict)?;
    }
    Ok(verdict)
}

/// Whether all statements of a formula hold.
pub(crate) fn truth(tree: &Tree, bindings: &Bindings<'_>) -> Result<bool> {
    let mut evaluator = Evaluator::new(bindings);
    for statement in tree.statements() {
        if !evaluator.truth(statement)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The values of all sides, and a sign for each relation and word between
/// them.
pub(crate) fn sides(tree: &Tree, bindings: &Bindings<'_>) -> Result<(String, Vec<Value>)> {
    let mut evaluator = Evaluator::new(bindings);
    let mut shape = String::new();
    let mut values = Vec::new();
    for statement in tree.statements() {
        evaluator.sides(statement, &mut shape, &mut values)?;
        shape.push_str(" ;");
    }
    Ok((shape, values))
}

/// How strictly relations are taken.
#[derive(Clone, Copy)]
struct Slack {
    /// For `=` and `\ne`.
    equal: f64,
    /// For `\le` and `\ge`.
    order: f64,
}

impl Evaluator<'_, '_> {
    fn steps(
        &mut self,
        statement: &Statement,
        tolerance: f64,
        verdict: &mut Verdict,
    ) -> Result<()> {
        match statement {
            Statement::Chain(chain) => {
                if chain.links.is_empty() {
                    let message = "an expression without a relation states nothing";
                    return Err(Error::new(ErrorKind::Syntax, &chain.first.range, message));
                }
                let slack = Slack {
                    equal: tolerance,
                    order: tolerance,
                };
                self.chain(chain, slack, |step| {
                    verdict.steps.push(step);
                    true
                })
            }
            Statement::Joined(Joint::And, parts) => {
                for part in parts {
                    self.steps(part, tolerance, verdict)?;
                }
                Ok(())
            }
            Statement::Joined(joint, parts) => {
                let relation = match joint {
                    Joint::Implies => Relation::Implies,
                    Joint::Iff => Relation::Iff,
                    Joint::And | Joint::Or => Relation::Or,
                };
                let truths = parts.iter().map(|part| self.truth(part));
                let truths: Vec<bool> = truths.collect::<Result<_>>()?;
                let all = truths.iter().zip(parts);
                // An "or" is one statement, whatever its length.
                if relation == Relation::Or {
                    let holds = truths.contains(&true);
                    let (first, rest) = (parts.first(), parts.get(1..).unwrap_or_default());
                    let rest: Vec<String> = rest.iter().map(Statement::to_string).collect();
                    verdict.steps.push(Step {
                        range: span(parts),
                        left_tex: first.map_or(String::new(), Statement::to_string),
                        left: truths.first().map(|&truth| truth.into()),
                        relation,
                        right_tex: rest.join(" \\text{ or } "),
                        right: Some(truths.iter().skip(1).any(|&truth| truth).into()),
                        holds,
                    });
                    return Ok(());
                }
                for ((left, from), (right, to)) in all.clone().zip(all.skip(1)) {
                    verdict.steps.push(Step {
                        range: span(&[from.clone(), to.clone()]),
                        left_tex: from.to_string(),
                        left: Some((*left).into()),
                        relation,
                        right_tex: to.to_string(),
                        right: Some((*right).into()),
                        holds: if relation == Relation::Iff {
                            left == right
                        } else {
                            !left || *right
                        },
                    });
                }
                Ok(())
            }
            Statement::If(then, condition) => {
                let met = self.truth(condition)?;
                verdict.condition = Some(verdict.condition.unwrap_or(true) && met);
                if met {
                    self.steps(then, tolerance, verdict)?;
                }
                Ok(())
            }
        }
    }

    /// The sides of a statement, whether it holds or not.
    fn sides(
        &mut self,
        statement: &Statement,
        shape: &mut String,
        values: &mut Vec<Value>,
    ) -> Result<()> {
        match statement {
            Statement::Chain(chain) => {
                values.push(self.value(&chain.first)?);
                for link in &chain.links {
                    shape.push_str(link.relation.tex());
                    values.push(self.value(&link.right)?);
                }
            }
            Statement::Joined(joint, parts) => {
                for part in parts {
                    shape.push_str(&format!(" {joint:?}("));
                    self.sides(part, shape, values)?;
                    shape.push(')');
                }
            }
            Statement::If(then, condition) => {
                self.sides(then, shape, values)?;
                shape.push_str(" if ");
                self.sides(condition, shape, values)?;
            }
        }
        Ok(())
    }

    /// Whether a statement holds.
    pub(crate) fn truth(&mut self, statement: &Statement) -> Result<bool> {
        match statement {
            Statement::Chain(chain) => {
                if chain.links.is_empty() {
                    let value = self.value(&chain.first)?;
                    if let Value::Boolean(truth) = value {
                        return Ok(truth);
                    }
                    let message = "an expression without a relation states nothing";
                    return Err(Error::new(ErrorKind::Syntax, &chain.first.range, message));
                }
                let slack = Slack {
                    equal: IN_CONDITIONS,
                    order: 0.0,
                };
                let mut holds = true;
                self.chain(chain, slack, |step| {
                    holds &= step.holds;
                    holds
                })?;
                Ok(holds)
            }
            Statement::Joined(joint, parts) => {
                let mut last = true;
                for (i, part) in parts.iter().enumerate() {
                    let next = self.truth(part)?;
                    match joint {
                        Joint::And if !next => return Ok(false),
                        Joint::Or if next => return Ok(true),
                        Joint::Iff if i > 0 && last != next => return Ok(false),
                        Joint::Implies if i > 0 && last && !next => return Ok(false),
                        _ => last = next,
                    }
                }
                Ok(*joint != Joint::Or)
            }
            Statement::If(then, condition) => Ok(!self.truth(condition)? || self.truth(then)?),
        }
    }

    /// Hands each relation of a chain to `take`, until that returns false.
    fn chain(
        &mut self,
        chain: &Chain,
        slack: Slack,
        mut take: impl FnMut(Step) -> bool,
    ) -> Result<()> {
        let mut left = &chain.first;
        let mut left_value = self.side(left)?;
        for link in &chain.links {
            let right_value = self.side(&link.right)?;
            let range =
                left.range.start.min(link.range.start)..link.right.range.end.max(link.range.end);
            let holds = self.link(left, &left_value, link, &right_value, slack)?;
            let step = Step {
                range,
                left_tex: left.to_string(),
                left: left_value,
                relation: link.relation,
                right_tex: link.right.to_string(),
                right: right_value.clone(),
                holds,
            };
            if !take(step) {
                break;
            }
            left = &link.right;
            left_value = right_value;
        }
        Ok(())
    }

    /// The value of a side; an `\arg\min` has none.
    fn side(&mut self, expr: &Expr) -> Result<Option<Value>> {
        match expr.node {
            Node::Arg(_) => Ok(None),
            _ => self.value(expr).map(Some),
        }
    }

    fn link(
        &mut self,
        left: &Expr,
        left_value: &Option<Value>,
        link: &Link,
        right_value: &Option<Value>,
        slack: Slack,
    ) -> Result<bool> {
        let range = &link.range;
        let (a, b) = match (left_value, right_value) {
            (Some(a), Some(b)) => (a, b),
            (Some(at), None) | (None, Some(at)) if link.relation == Relation::Equal => {
                let ((Node::Arg(arg), _) | (_, Node::Arg(arg))) = (&left.node, &link.right.node)
                else {
                    return Err(Error::new(
                        ErrorKind::Value,
                        range,
                        "a side without a value",
                    ));
                };
                return self.is_extremum(arg, at, range);
            }
            _ => {
                let message = "where a minimum lies can only be compared with `=`";
                return Err(Error::new(ErrorKind::Value, range, message));
            }
        };
        let result = match link.relation {
            Relation::Equal => equal(a, b, slack.equal),
            // What is not a number is not unequal either.
            Relation::NotEqual => equal(a, b, slack.equal)
                .map(|same| !same && flat(a).iter().chain(&flat(b)).all(|z| !z.is_nan())),
            Relation::Approx => approximately(left, a, &link.right, b),
            Relation::In => member(a, b, slack.equal),
            Relation::NotIn => member(a, b, slack.equal).map(|inside| !inside),
            Relation::Less => ordered(a, b, |a, b, _| a < b, 0.0),
            Relation::Greater => ordered(a, b, |a, b, _| a > b, 0.0),
            Relation::LessEqual => ordered(a, b, |a, b, slack| a <= b + slack, slack.order),
            Relation::GreaterEqual => ordered(a, b, |a, b, slack| a >= b - slack, slack.order),
            Relation::Or | Relation::Iff | Relation::Implies => {
                Err("a word between statements between values".to_owned())
            }
        };
        fit(result, range)
    }
}

/// The bytes of several statements.
fn span(statements: &[Statement]) -> Range<usize> {
    let mut ranges = Vec::new();
    for statement in statements {
        ends(statement, &mut ranges);
    }
    let start = ranges.iter().map(|range| range.start).min();
    let end = ranges.iter().map(|range| range.end).max();
    start.unwrap_or(0)..end.unwrap_or(0)
}

fn ends(statement: &Statement, ranges: &mut Vec<Range<usize>>) {
    match statement {
        Statement::Chain(chain) => {
            ranges.push(chain.first.range.clone());
            ranges.extend(chain.links.iter().map(|link| link.right.range.clone()));
        }
        Statement::Joined(_, parts) => parts.iter().for_each(|part| ends(part, ranges)),
        Statement::If(then, condition) => {
            ends(then, ranges);
            ends(condition, ranges);
        }
    }
}
