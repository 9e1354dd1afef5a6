//! What is read, how it is printed, and what is refused.

use super::{read, refuses};
use crate::ErrorKind::{Ambiguous, Refused, Syntax};
use crate::{Macros, parse, parse_with};

/// Formulas as the book prints them.
pub(super) const PRINTED: &[&str] = &[
    r"f(\mathbf{x}) = 0.1\, x_1^2 + 2\, x_2^2 .",
    r"\nabla f(\mathbf{x}) = \begin{pmatrix} 0.2\, x_1 \\ 4\, x_2 \end{pmatrix} .",
    r"\mathbf{x}_t = \mathbf{x}_{t-1} - \eta\, \nabla f(\mathbf{x}_{t-1}) .",
    r"x_{t,i} = x_{t-1,i} - \eta \lambda_i\, x_{t-1,i} = (1 - \eta \lambda_i)\, x_{t-1,i} ,",
    r"x_{t,i} = (1 - \eta \lambda_i)^t\, x_{0,i} .",
    r"|1 - \eta \lambda_i| < 1 \iff 0 < \eta \lambda_i < 2 .",
    r"0 < \eta < \frac{2}{\lambda_{\max}} .",
    r"\mathbf{v}_t = \beta \mathbf{v}_{t-1} + \nabla f(\mathbf{x}_{t-1}), \quad
      \mathbf{x}_t = \mathbf{x}_{t-1} - \eta \mathbf{v}_t",
    r"v_t = \sum_{\tau=0}^{t-1} \beta^\tau g_{t-\tau}",
    r"\mathbf x^* = -\mathbf Q^{-1} \mathbf c",
    r"f(\mathbf x) = \tfrac12 (\mathbf x - \mathbf x^*)^\top \mathbf Q (\mathbf x - \mathbf x^*) + f^*",
    r"R = \begin{bmatrix} \beta & \lambda \\ -\eta\beta & 1 - \eta\lambda \end{bmatrix}, \quad
      \det R = \beta, \quad \operatorname{tr} R = 1 + \beta - \eta\lambda",
    r"\sigma_{1} = \frac{1}{2} \left( 1 - \alpha\lambda + \beta
      + \sqrt{(1 + \beta - \alpha\lambda)^2 - 4 \beta} \right)",
    r"R^k = \begin{cases} \sigma_1^k R_1 - \sigma_2^k R_2 & \text{if } \sigma_1 \ne \sigma_2, \\
      \sigma_1^{k-1} (k R - (k-1) \sigma_1 I) & \text{otherwise} \end{cases}",
    r"(1 - \sqrt\beta)^2 < \eta\lambda < (1 + \sqrt\beta)^2",
    r"\eta^* = \frac{4}{(\sqrt L + \sqrt\mu)^2}, \quad
      \beta^* = \left( \frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} \right)^2",
    r"\frac{1}{1 - \beta^*} = \frac{(\sqrt\kappa + 1)^2}{4 \sqrt\kappa}",
    r"\operatorname{Var} x = \frac{\eta \sigma^2 (1 + \beta)}
      {\lambda (1 - \beta) (2 (1 + \beta) - \eta\lambda)}",
    r"\sum_{\tau=0}^{\infty} \beta^\tau = \frac{1}{1 - \beta} \quad\text{for}\quad 0 \le \beta < 1",
    r"\begin{aligned} \mathbf{z}_t &= \mathbf{z}_{t-1} - \eta \mathbf\Lambda \mathbf{z}_{t-1} \\
      &= (\mathbf I - \eta \mathbf\Lambda) \mathbf{z}_{t-1} \\ &\quad + \mathbf{0} . \end{aligned}",
    r"\beta^* = \arg\min_{\beta \in [0, 1)} \rho(\beta) = (1 - \sqrt{\eta\lambda})^2",
    r"\rho = \max_i |1 - \eta \lambda_i| = \max\{|1 - \eta \lambda_1|, |1 - \eta \lambda_2|\}",
    r"\|\mathbf{x}_t - \mathbf{x}^*\| \le \rho^t \left\| \mathbf{x}_0 - \mathbf{x}^* \right\|_2",
    r"\frac{\partial f}{\partial x_i} = \lambda_i x_i, \quad \partial f / \partial x_1 = \lambda_1 x_1",
    r"\lfloor \ln(10^{-3}) / \ln|1 - \eta\lambda| \rfloor",
    r"t_{1/2} = \frac{\ln \tfrac12}{\ln \beta} \approx 6.58",
    r"\mathrm{e}^{\mathrm{i}\pi} + 1 = 0",
    r"\operatorname{E}[\hat{\mathbf g}_t] = \mathbf g_t, \quad \mathbb{E}\bigl[x^2\bigr] \ge 0",
    r"\eta \in (0, 1) \text{ and } \beta \in [0, 1) \implies \rho < 1",
    r"Q = O^\top \operatorname{diag}(\lambda_1, \lambda_2) O",
    r"\log_{10} \kappa = \frac{\ln\kappa}{\ln 10}",
    r"\ln f(x) - \frac{1 + \ln f(x)}{2} - 1/f(x) - 1/(\eta(1 - \beta)) = -(a - b) - (\arg\min_\beta f(x))",
    r"2 \frac{2}{\lambda} + 2 \frac{\lambda}{2} = x^2 (10^{-3}) + \kappa (-a)^\top",
    r"\nabla^2 f(\mathbf{x}) = \mathbf Q, \quad f'' (x) = \lambda",
];

#[test]
fn what_the_book_prints_is_read_and_prints_as_itself() {
    for tex in PRINTED {
        let formula = read(tex);
        let printed = formula.to_string();
        let again = parse(&printed).unwrap_or_else(|error| panic!("{tex}\n{printed}\n{error}"));
        assert_eq!(again, formula, "{tex}\n{printed}");
        assert_eq!(again.to_string(), printed);
    }
}

#[track_caller]
fn prints(tex: &str, printed: &str) {
    assert_eq!(read(tex).to_string(), printed);
}

#[test]
fn names_have_one_spelling() {
    prints(r"\mathbf x", r"\mathbf{x}");
    prints(r"\hat{\mathbf x}_{1}", r"\hat{\mathbf{x}}_1");
    prints(r"x_1^*", r"x^*_1");
    prints(r"x^\star_{t}", r"x^{\star}_{t}");
    prints(r"\lambda_{\max}", r"\lambda_{\max}");
    prints(r"\lambda_\max", r"\lambda_{\max}");
    prints(r"x_{\text{ opt }}", r"x_{\text{opt}}");
    prints(r"x_{\mathrm{opt}, t-1}", r"x_{\mathrm{opt},t - 1}");
    prints(r"s_+ s_{-1}", r"s_+ s_{-1}");
    prints(r"f''(x)", r"f''\left(x\right)");
    prints(r"x_{t,1}", r"x_{t,1}");
    prints(r"\mathbf 0", r"\mathbf{0}");
    prints(r"\arg\min_\beta f", r"\arg\min_{\beta} f");
    prints(r"\arg\max_\mathbf{x} f", r"\arg\max_{\mathbf{x}} f");
    prints(r"\arg\min_{x_1} f", r"\arg\min_{x_1} f");
    prints(r"a < b, \text{ if and only if } c < d", r"a < b \iff c < d");
    prints(r"a < b \text{ exactly when } c < d", r"a < b \iff c < d");
    prints(r"a < b \text{ implies } c < d", r"a < b \implies c < d");
    prints(
        r"\operatorname*{arg\,min}_x f(x)",
        r"\arg\min_{x} f\left(x\right)",
    );
}

#[test]
fn precedence() {
    prints(r"-a^2 b", r"-a^{2} b");
    prints(r"a b / c", r"a b / c");
    prints(r"a - (b - c)", r"a - \left(b - c\right)");
    prints(r"2(a+b)", r"2 {\left(a + b\right)}");
    prints(r"(a+b)(c)", r"\left(a + b\right) c");
    prints(r"x^2(a+b)", r"x^{2} {\left(a + b\right)}");
    prints(r"\frac12x", r"\frac{1}{2} x");
    prints(r"|a|b|c|", r"\left|a\right| b \left|c\right|");
    prints(r"\|x\,|a|\|", r"\left\|x \left|a\right|\right\|");
    prints(r"\sum_i a_i b_i + c", r"\sum_{i} a_{i} b_{i} + c");
    prints(r"\ln x + 1", r"\ln\left(x\right) + 1");
    prints(r"\sin^2 (x)", r"\sin^{2}\left(x\right)");
    prints(r"\max_{1 \le i \le n} x_i", r"\max_{1 \le i \le n} x_{i}");
    prints(
        r"\frac{\partial}{\partial x} (a + b)",
        r"\frac{\partial \left(a + b\right)}{\partial x}",
    );
    prints(
        r"\frac{\mathrm{d}^2 f}{\mathrm{d} x^2}",
        r"\frac{\partial^{2} f}{\partial x \partial x}",
    );
}

#[test]
fn chains_over_lines() {
    let one = read(r"a = b - c = d, e = f");
    for tex in [
        r"\begin{aligned} a &= b - c \\ &= d, \\ e &= f \end{aligned}",
        r"\begin{align*} a & = b \\ & \quad - c \\[2pt] & = d \\ e & = f . \end{align*}",
        r"\begin{aligned}a={}&b\\&-c=d\\e={}&f\\\end{aligned}",
    ] {
        let rows = read(tex);
        assert_eq!(parse(&rows.to_string()), Ok(rows.clone()), "{tex}");
        let statements = rows.to_string().replace(r"\begin{aligned} ", "");
        let statements = statements.replace(r" \end{aligned}", "");
        assert_eq!(statements.replace(r" \\", ","), one.to_string(), "{tex}");
    }
    refuses(
        r"\begin{aligned} a & b = c \end{aligned}",
        Ambiguous,
        "& b",
        "two factors",
    );
}

#[test]
fn what_cannot_be_evaluated_is_refused_by_name() {
    for (tex, at, words) in [
        (r"a + \cdots + b", r"\cdots", "write the sum"),
        (r"1, \dots, n", r"\dots", r"`\dots`"),
        (r"x + \ldots", r"\ldots", "dots"),
        (r"x = O(n)", "O", "O(…)"),
        (r"x = \mathcal{O}(n)", r"\mathcal", "constant"),
        (r"\lim_{t \to \infty} x_t = 0", r"\lim", "limit"),
        (r"x_t \to 0", r"\to", r"`\to`"),
        (r"x \mapsto x^2", r"\mapsto", "map"),
        (r"a \propto b", r"\propto", "factor"),
        (r"a \pm b", r"\pm", "write both"),
        (r"\sum_{i \in D} x_i", r"\in", "set of indices"),
        (r"\int f", r"\int", "integral"),
        (r"Q \succ 0", r"\succ", "eigenvalues"),
        (r"a * b", "*", r"\cdot"),
        (r"n!", "!", "factorial"),
        (r"x \text{ is small}", r"\text", "words"),
        (r"\foo + 1", r"\foo", r"the command `\foo` is not known"),
        (r"a \foo b", r"\foo", "not known"),
        (r"\begin{array} a \end{array}", r"\begin", "`array`"),
        ("x − 1", "−", "`−` is not known"),
        (r"\left. x \right|", r"\left.", "needs a bracket"),
        (r"\|A\|_3", "3", "norm"),
        (r"\hat{ab}", "b", "more than a letter"),
        (r"\frac{\partial^3 f}{\partial x^3}", "3 f", "one or two"),
    ] {
        let kind = if at.starts_with(r"\left") {
            Syntax
        } else {
            Refused
        };
        refuses(tex, kind, at, words);
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused() {
    for (tex, at, words) in [
        ("a/bc", "c", "parentheses"),
        ("a/b/c", "/c", "parentheses"),
        (r"a/b \cdot c", r"\cdot", "parentheses"),
        ("1/2 x", "x", "fraction"),
        (r"\ln 2 x", "x", "argument"),
        (r"\ln x / y", "/", "argument"),
        (r"\ln (x)^2", "^", "argument"),
        (r"\sin^{-1} x", "{-1}", "inverse"),
        ("x_{ij}", "ij", "comma"),
        ("x^12", "12", "braces"),
        ("x_12", "12", "braces"),
        ("w^{(k)}", "{(k)}", "index"),
        ("x_{(k)}", "{(k)}", "index"),
        (r"\frac{a}{b}^2", "^", "fraction"),
        (r"2\frac12", r"\frac", "sum or a product"),
        ("x 2", "2", "number after"),
        ("2 3", "3", "number after"),
        (r"a = b \qquad c = d", r"\qquad", "wide space"),
        (r"a = b \quad (c > d)", r"\quad", "wide space"),
        ("a - - b", "- b", "two signs"),
        ("{a + b} c", "+", "braces"),
        ("{x^2}^3", "^3", "braces"),
        (r"\prod_{i=1}^n a_i b", "b", "body"),
        (r"\max_i a_i b", "b", "body"),
        (r"\arg\min_x f(x) + 1", "+", "body"),
        (r"a = b, c = d \text{ if } e < 1", "a", "comma"),
        (
            r"a < b \iff c < d \implies e < f",
            r"\implies",
            "two different",
        ),
        (
            r"a<1 \text{ and } b<1 \text{ or } c<1",
            r"\text{ or",
            "two different",
        ),
        (r"\frac{\partial f}{\partial x}(x)", "(x)", "derivative"),
        (r"\nabla f(x)_1", "_1", "parentheses"),
        (r"\sqrt \mathbf{x}", r"\mathbf", "braces"),
        (r"a / \sum_{i=1}^n b_i", "", "parentheses"),
    ] {
        if at.is_empty() {
            assert_eq!(parse(tex).unwrap_err().kind, Ambiguous, "{tex}");
        } else {
            refuses(tex, Ambiguous, at, words);
        }
    }
}

#[test]
fn what_is_not_well_formed() {
    for (tex, at) in [
        ("", ""),
        ("a +", ""),
        ("(a", ""),
        ("a)", ")"),
        (r"\frac{a}", ""),
        ("a = ", ""),
        ("= a", "="),
        ("a ^", ""),
        ("x_{}", "}"),
        ("x^{}", "}"),
        ("+a", "+"),
        ("()", ")"),
        ("[a, b, c]", "["),
        ("(a]", "("),
        ("x''''", ""),
        (r"\mathbf 12", "12"),
        ("x^2_1", "_"),
        ("x^a^b", "^b"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix}", r"\begin"),
        (r"\begin{pmatrix} 1 \end{bmatrix}", r"\end"),
        (r"\begin{aligned} a = b", r"\begin"),
        (r"\begin{cases} 1 \end{cases}", r"\end"),
        (r"\sum x", r"\sum"),
        ("a . b", ". b"),
        ("a, ", "?"),
        ("x^{2 *}", "*"),
        (r"x_\pi", r"\pi"),
        (r"x_{t, {(\infty)}}", r"{(\infty)}"),
        (r"\big x", r"\big"),
    ] {
        if at == "?" {
            assert!(parse(tex).is_ok());
            continue;
        }
        let error = parse(tex).unwrap_err();
        let place = if at.is_empty() {
            tex.len()
        } else {
            tex.find(at).unwrap()
        };
        assert_eq!(error.offset(), place, "{tex}: {error}");
    }
}

#[test]
fn symbols_are_the_names_that_need_a_binding() {
    let names = |tex: &str| read(tex).symbols();
    assert_eq!(names(r"x_{t,i} = x_{t-1,1}"), ["x", "t", "i", "x_1"]);
    assert_eq!(
        names(r"\sum_{\tau=0}^{t-1} \beta^\tau g_{t-\tau}"),
        ["t", r"\beta", "g"]
    );
    assert_eq!(
        names(r"\lambda_{\max} + \pi + \mathrm{e}"),
        [r"\lambda_{\max}"]
    );
    assert_eq!(
        names(r"\nabla f(\mathbf x) + f(\hat x)"),
        ["f", r"\mathbf{x}", r"\hat{x}"]
    );
    assert_eq!(names(r"\max_i \lambda_i"), ["i", r"\lambda"]);
    assert_eq!(names(r"\arg\min_x f(x) = x^*"), ["f", "x^*"]);
    assert_eq!(names(r"\operatorname{Var}[x_t]"), ["x", "t"]);
    assert_eq!(names(r"\frac{\partial f}{\partial x_1}"), ["f", "x_1"]);
}

#[test]
fn macros_are_written_out_with_the_places_of_the_page() {
    let macros = Macros::new([
        (r"\norm", r"\lVert #1 \rVert"),
        (r"\half", r"\tfrac12"),
        (r"\pair", r"(#2, \norm{#1})"),
        (r"\loop", r"\loop x"),
        (r"\bad", r"\cdots"),
    ]);
    let same = |tex: &str, plain: &str| {
        assert_eq!(parse_with(tex, &macros).unwrap(), read(plain), "{tex}");
    };
    same(r"\norm{x_{1}} < 1", r"\|x_1\| < 1");
    same(r"\norm\alpha b", r"\|\alpha\| b");
    same(r"\half\pair{a}b", r"\frac{1}{2}(b, \|a\|)");
    same(r"\norm 1x", r"\|1\| x");
    let place = |tex: &str, at: &str| {
        let error = parse_with(tex, &macros).unwrap_err();
        assert_eq!(error.offset(), tex.find(at).unwrap(), "{tex}: {error}");
    };
    place(r"a + \norm{b + \cdots}", r"\cdots");
    place(r"\norm{x} + \bad + y", r"\bad");
    place(r"x + \loop", r"\loop");
    place(r"x + \norm", r"\norm");
    place(r"\norm 12", "2");
}
