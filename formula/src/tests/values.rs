//! What operations, relations and bindings do at their edges.

use super::{TOLERANCE, cannot, fails, holds, read, value};
use crate::ErrorKind::{Ambiguous, Binding, Unbound, Value as BadValue};
use crate::{Bindings, Complex, Relation, Value};

fn none<'a>() -> Bindings<'a> {
    Bindings::new()
}

fn near(tex: &str, expected: f64) {
    let found = value(tex, &none());
    assert!(
        (found - expected).abs() <= 1e-14 * expected.abs().max(1.0),
        "{tex} is {found}"
    );
}

#[test]
fn arithmetic() {
    near("1 - 2 - 3", -4.0);
    near("-2^2", -4.0);
    near("2 \\cdot 3^2", 18.0);
    near("(1 + 2)(3 + 4)", 21.0);
    near("2(1 + 2)^2", 18.0);
    near("6 / 3 - 1", 1.0);
    near(r"1 / (2 \cdot 4)", 0.125);
    near(r"2^{3^2}", 512.0);
    near(r"\frac12 + \tfrac{1}{4}", 0.75);
    near(r"\sqrt[3]{8} \sqrt2", 8f64.sqrt());
    near("|-3|", 3.0);
    near(r"\ln \mathrm{e}^2 + \log_{10} 1000 + \log_2 8", 8.0);
    near(r"\sin^2(2) + \cos^2(2)", 1.0);
    near(r"\max(1, 3, 2) - \min\{4, 5\}", -1.0);
    near(r"\lfloor 2.5 \rfloor + \lceil 2.5 \rceil", 5.0);
    near(r"\prod_{k=1}^5 k", 120.0);
    near(r"\sum_{k=1}^3 \sum_{j=1}^k j", 10.0);
    near(r"\sum_{k=2}^1 k + \prod_{k=2}^1 k", 1.0);
    near(r"\max_{1 \le k \le 4} (k - 2)^2", 4.0);
    near("0^0", 1.0);
    near(r"|\mathrm{e}^{\mathrm{i} \pi / 3}|", 1.0);
    near(
        r"\operatorname{Re} \sqrt{-4} + \operatorname{Im}\sqrt{-4}",
        2.0,
    );
    near(r"\operatorname{sign}(-3) + \operatorname{sgn}(0)", -1.0);
    near(r"1.5 \times 10^{-3}", 1.5e-3);
}

#[test]
fn linear_algebra() {
    let bindings = || {
        none()
            .matrix("A", [[1.0, 2.0], [3.0, 4.0]])
            .vector("u", [1.0, -1.0])
            .vector("v", [2.0, 5.0])
    };
    let on = |tex: &str, expected: f64| {
        let names = read(tex).symbols();
        let uses = |name: &str| names.iter().any(|known| known.starts_with(name));
        let mut some = none();
        if uses("A") {
            some = some.matrix("A", [[1.0, 2.0], [3.0, 4.0]]);
        }
        if uses("u") {
            some = some.vector("u", [1.0, -1.0]);
        }
        if uses("v") {
            some = some.vector("v", [2.0, 5.0]);
        }
        let found = value(tex, &some);
        assert!((found - expected).abs() < 1e-13, "{tex} is {found}");
    };
    on(r"u^\top v", -3.0);
    on(r"u \cdot v", -3.0);
    on(r"u^\top A v", -14.0);
    on(r"u^{\mathsf T} A^\top v", -7.0);
    on(r"\det A + \operatorname{tr} A", 3.0);
    on(r"\det(A^{-1})", -0.5);
    on(r"A_{1,2} u_2", -2.0);
    on(r"(A v)_1", 12.0);
    on(r"(u v^\top)_{2,1}", -2.0);
    on(r"\|v\|^2 + \|v\|_1 + \|v\|_\infty", 41.0);
    on(r"\|A\|_F^2", 30.0);
    on(r"\operatorname{tr}(A^2)", 29.0);
    on(r"(u \odot v)_2", -5.0);
    on(
        r"\det \operatorname{diag}(2, 3) - \det\operatorname{diag} v",
        -4.0,
    );
    on(
        r"\begin{pmatrix} 1 & 2 \end{pmatrix} \begin{bmatrix} 3 \\ 4 \end{bmatrix}",
        11.0,
    );
    holds(r"A^{-1} A v = v, \quad u = (1, -1)", &bindings());
    holds(
        r"\frac{A u}{2} = \begin{pmatrix} -0.5 \\ -0.5 \end{pmatrix} = -\frac12 (1, 1)",
        &none()
            .matrix("A", [[1.0, 2.0], [3.0, 4.0]])
            .vector("u", [1.0, -1.0]),
    );
}

#[test]
fn what_does_not_fit() {
    let v = || none().vector("v", [1.0, 2.0]);
    let a = || v().matrix("A", [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    cannot("v v", &v(), BadValue, "transpose");
    cannot("v^2", &v(), BadValue, "transpose");
    cannot("v + 1", &v(), BadValue, "added");
    cannot("1 / v", &v(), BadValue, "below");
    cannot("|v|", &v(), BadValue, "between bars");
    cannot("A v", &a(), BadValue, "fit");
    cannot(r"A^{-1} v", &a(), BadValue, "no power");
    cannot(r"v = \det A", &a(), BadValue, "square");
    cannot("v < 2", &v(), BadValue, "number is needed");
    cannot("v = 1", &v(), BadValue, "compared");
    cannot("v = (1, 2, 3)", &v(), BadValue, "compared");
    cannot("v_3", &v(), BadValue, "no item at 3");
    cannot("v_0", &v(), BadValue, "no item at 0");
    cannot("v_{1.5 + 0}", &v(), BadValue, "integer");
    cannot(r"\sqrt{-1} < 2", &none(), BadValue, "complex");
    cannot(r"\sqrt[3]{-8}", &none(), BadValue, "more than one meaning");
    cannot(
        r"\begin{pmatrix} 1 \end{pmatrix}",
        &none(),
        Ambiguous,
        "one entry",
    );
    cannot(
        r"B^{-1}",
        &none().matrix("B", [[1.0, 2.0], [2.0, 4.0]]),
        BadValue,
        "no power",
    );
    cannot(r"\ln(1, 2)", &none(), BadValue, "one is needed");
    cannot(
        r"a \approx b",
        &none().scalar("a", 1.0).scalar("b", 1.0),
        BadValue,
        "printed",
    );
    cannot(
        r"a \in 2",
        &none().scalar("a", 1.0),
        BadValue,
        "set is needed",
    );
}

#[test]
fn equality() {
    let x = |x: f64| none().scalar("x", x);
    holds("x = 1", &x(1.0 + 9e-11));
    fails("x = 1", &x(1.0 + 2e-10));
    holds("x = 1000", &x(1000.0 + 9e-8));
    holds("x = 0", &x(9e-11));
    for bad in [f64::NAN, f64::INFINITY] {
        fails("x = x", &x(bad));
        fails(r"x = 1", &x(bad));
    }
    fails(r"x \ne x", &x(f64::NAN));
    holds(r"x \ne 2", &x(1.0));
    fails(r"x \ne 1", &x(1.0));
    fails(r"x \le 1", &x(f64::NAN));
    holds(r"x \le 1 \le x", &x(1.0 + 1e-11));
    holds(r"x \le 1000, 1000 \ge x", &x(1000.0 + 5e-8));
    fails(r"x \le 1000", &x(1000.0 + 2e-7));
    fails(r"1000 \le x", &x(1000.0 - 2e-7));
    fails("x < 1", &x(1.0));
    holds("x = 0", &none().vector("x", [0.0, 0.0]));
    fails("x = 0", &none().vector("x", [0.0, 1.0]));
    fails("x = (1, 2)", &none().vector("x", [1.0, 3.0]));
}

#[test]
fn digits() {
    let x = |x: f64| none().scalar("x", x);
    for (tex, within, outside) in [
        (r"x \approx 0.8182", 0.81815, 0.81814),
        (r"0.8182 \approx x", 0.818249, 0.818251),
        (r"x \approx -2.0", -1.951, -1.949),
        (r"x \approx 54", 53.51, 53.49),
        (r"x \approx 1.5 \times 10^{-3}", 1.4501e-3, 1.4499e-3),
        (r"x \approx 1.5 \cdot 10^{3}", 1549.0, 1551.0),
    ] {
        holds(tex, &x(within));
        fails(tex, &x(outside));
    }
    holds(r"1.645 \approx 1.6", &none());
    fails(r"1.655 \approx 1.6", &none());
    holds(
        r"x \approx (0.01, 2.1)",
        &none().vector("x", [0.0072, 2.06]),
    );
    fails(
        r"x \approx (0.01, 2.1)",
        &none().vector("x", [0.0072, 2.04]),
    );
    fails(r"x \approx 1", &x(f64::NAN));
    cannot(r"x \approx 10^{-3}", &x(1e-3), BadValue, "printed");
}

#[test]
fn membership() {
    let x = |x: f64| none().scalar("x", x);
    for (tex, inside, outside) in [
        ("x \\in [0, 1)", [0.0, 0.5], [1.0, -0.1]),
        ("x \\in (0, 1]", [1.0, 0.5], [0.0, 1.1]),
        ("x \\in (0, 1)", [0.9, 0.1], [0.0, 1.0]),
        ("x \\in [0, \\infty)", [0.0, 1e300], [-0.1, f64::NAN]),
        ("x \\in \\{1, 2\\}", [1.0, 2.0], [0.0, 1.5]),
    ] {
        for value in inside {
            holds(tex, &x(value));
            fails(&tex.replace("\\in ", "\\notin "), &x(value));
        }
        for value in outside {
            fails(tex, &x(value));
        }
    }
}

#[test]
fn words_between_statements() {
    let x = |x: f64| none().scalar("x", x);
    let truth = |tex: &str, at: f64| read(tex).truth(&x(at)).unwrap();
    for at in [-1.0, 0.5, 2.0] {
        assert_eq!(truth(r"x > 0 \text{ and } x < 1", at), at == 0.5);
        assert_eq!(truth(r"x < 0 \lor x > 1", at), at != 0.5);
        assert!(truth(r"x > 1 \implies x > 0", at));
        assert!(truth(r"x \ge 0 \iff -x \le 0", at));
        assert_eq!(truth(r"x > 0 \Leftrightarrow x > 1", at), at != 0.5);
        holds(r"x^2 = x \cdot x \text{ if } x > 1", &x(at));
        holds(r"x > 1, \text{ if } x = 2", &x(at));
    }
    fails(r"x > 0 \implies x > 1", &x(0.5));
    fails(r"x > 0 \text{ and } x > 1", &x(0.5));
    fails(r"x < 0 \text{ or } x > 1", &x(0.5));
    let verdict = read(r"x > 0 \iff x > 1").check(&x(0.5), TOLERANCE).unwrap();
    let step = &verdict.steps[0];
    assert_eq!(step.relation, Relation::Iff);
    assert_eq!(
        (&step.left, &step.right),
        (&Some(true.into()), &Some(false.into()))
    );
    cannot("x", &none(), Unbound, "`x` is not bound");
    assert!(
        read("x + 1")
            .check(&x(1.0), TOLERANCE)
            .unwrap_err()
            .message
            .contains("states nothing")
    );
    assert!(read("x = 1").eval(&x(1.0)).is_err());
}

#[test]
fn a_verdict_shows_both_sides() {
    let tex = r"\eta^2 = \eta + \frac{1}{2} < 3";
    let verdict = read(tex)
        .check(&none().scalar(r"\eta", 1.0), TOLERANCE)
        .unwrap();
    assert!(!verdict.holds());
    assert_eq!(
        verdict.to_string(),
        "\\eta^{2} = \\eta + \\frac{1}{2}: does not hold\n  left:  1\n  right: 1.5\n\
         \\eta + \\frac{1}{2} < 3: holds\n  left:  1.5\n  right: 3"
    );
    let parts: Vec<&str> = verdict
        .steps
        .iter()
        .map(|step| &tex[step.range.clone()])
        .collect();
    assert_eq!(
        parts,
        [r"\eta^2 = \eta + \frac{1}{2}", r"\eta + \frac{1}{2} < 3"]
    );
}

#[test]
fn every_name_is_bound_and_every_binding_used() {
    cannot("x + y = 2", &none().scalar("x", 1.0), Unbound, "`y`");
    cannot(
        "x = 1",
        &none().scalar("x", 1.0).scalar("y", 1.0),
        Binding,
        "`y` is bound",
    );
    cannot(
        "x = 1",
        &none().scalar("x", 1.0).scalar("x", 1.0),
        Binding,
        "twice",
    );
    cannot(
        "x = 1",
        &none().scalar("x", 1.0).scalar("x_t", 1.0),
        Binding,
        "no name",
    );
    cannot(
        "x = 1",
        &none().scalar("x", 1.0).scalar("x +", 1.0),
        Binding,
        "no name",
    );
    cannot(
        "x = 1",
        &none().scalar("x", 1.0).matrix("A", [vec![1.0], vec![]]),
        Binding,
        "rows",
    );
    cannot(
        r"\pi = 3",
        &none().scalar(r"\pi", 3.0),
        Binding,
        "can be bound",
    );
    cannot("x = 1", &none().scalar("x)", 1.0), Binding, "no name");
    cannot(
        r"\sum_{x=1}^2 x = x",
        &none().scalar("x", 1.0),
        BadValue,
        "index",
    );
    let error = read("a + x_{t,i}")
        .check(&none().scalar("a", 1.0), TOLERANCE)
        .unwrap_err();
    assert_eq!((error.kind, error.offset()), (Unbound, 4));
    holds(
        r"\hat x_{1} = \mathbf x^{*}",
        &none()
            .scalar(r"\hat{x}_1", 2.0)
            .scalar(r"\mathbf{x}^*", 2.0),
    );
}

#[test]
fn names_with_numbers() {
    let sequence = || none().sequence("x", 0, [5.0, 6.0, 7.0]);
    holds("x_0 + x_2 = 12", &sequence());
    holds("x_0 + x_2 = 8", &sequence().scalar("x_0", 1.0));
    holds(
        r"\lambda_1 < \lambda_2",
        &none().vector(r"\lambda", [1.0, 2.0]),
    );
    holds("x_{-1} = 3", &none().sequence("x", -1, [3.0]));
    let paths = || none().sequence("x", 0, [vec![1.0, 2.0], vec![3.0, 4.0]]);
    holds("x_{0,1} = 1, x_{1,2} = 4, x_1 = (3, 4)", &paths());
    holds("x_{0,1} = 9", &none().sequence("x_1", 0, [9.0]));
    holds("x_{0,2} = 8", &none().vector("x_0", [9.0, 8.0]));
    cannot(
        "x_{0,1} = 9",
        &none().vector("x_0", [9.0]).sequence("x_1", 0, [9.0]),
        Unbound,
        "x_{0,1}",
    );
    holds(
        "g_{t,t-1} = 12",
        &none().integer("t", 4).table("g", |t, s| {
            Some((t * s).unsigned_abs()).map(|n| Value::real(n as f64))
        }),
    );
    cannot(
        "x_t = 1",
        &sequence().integer("t", 3),
        BadValue,
        "no item at 3",
    );
}

#[test]
fn functions_and_factors() {
    let square = || none().function("f", |x| Ok(x.real(0)?.powi(2).into()));
    let factor = || none().scalar("f", 3.0);
    holds("f(2)^2 = 16", &square());
    holds("f(2)^2 = 12", &factor());
    holds("1/f(2) = 0.25", &square());
    cannot("1/f(2) = 0.25", &factor(), Ambiguous, "no function");
    holds("1/(f(2)) = 1/6", &factor());
    holds(r"\ln f(1) = 0", &square());
    cannot(r"\ln f(1) = 0", &factor(), Ambiguous, "no function");
    cannot("f + 1", &square(), BadValue, "lacks its argument");
    cannot("f(1, 2)", &factor(), BadValue, "before arguments");
    cannot("f(g) = 1", &square().vector("g", [1.0]), BadValue, "`f`: ");
    holds(
        "T_2(0.5) = T_k(0.5) = -0.5",
        &none().integer("k", 2).function("T", |args| {
            Ok((args.real(0)? * args.real(1)?.acos()).cos().into())
        }),
    );
    holds(r"f'(2) = 4 = f''(x) \cdot 2", &square().scalar("x", 7.0));
    fails("f'(2) = 5", &square());
    holds("f'(2) = 5", &none().function("f'", |_| Ok(5.0.into())));
    holds("x' = 2 x''", &none().scalar("x'", 2.0).scalar("x''", 1.0));
    let two = none().function("h", |args| Ok((args.real(0)? * args.real(1)?).into()));
    holds("h(2, 3) = 6", &two);
}

#[test]
fn derivatives() {
    let f = || {
        none().point(r"\mathbf{x}", [2.0, 3.0]).function("f", |x| {
            let x = x.point()?;
            Ok((x[0] * x[0] * x[1]).into())
        })
    };
    holds(r"\frac{\partial f}{\partial x_1} = 2 x_1 x_2", &f());
    holds(r"\frac{\partial f(\mathbf x)}{\partial x_2} = x_1^2", &f());
    holds(
        r"\frac{\partial^2 f}{\partial x_1 \partial x_2} = 2 x_1",
        &f(),
    );
    holds(r"\frac{\partial^2 f}{\partial x_1^2} = 2 x_2", &f());
    holds(
        r"\frac{\partial}{\partial x_i} f(\mathbf x) = 4",
        &f().integer("i", 2),
    );
    holds(r"\frac{\partial f(x_1, x_2)}{\partial x_2} = x_1^2", &f());
    fails(r"\frac{\partial f}{\partial x_1} = x_1 x_2", &f());
    holds(r"\nabla f(\mathbf x) = (2 x_1 x_2, x_1^2)", &f());
    holds(
        r"\nabla^2 f(\mathbf x) = \begin{pmatrix} 2 x_2 & 2 x_1 \\ 2 x_1 & 0 \end{pmatrix}",
        &f(),
    );
    holds(
        r"\frac{\partial (a^2 b)}{\partial a} = 2ab",
        &none().scalar("a", 3.0).scalar("b", 5.0),
    );
    holds(
        r"\frac{\mathrm{d}}{\mathrm{d} a} \ln(a) = 1/a",
        &none().scalar("a", 3.0),
    );
    let apart = none()
        .vector(r"\mathbf{x}", [2.0])
        .scalar("x_1", 2.0)
        .function("f", |x| Ok(x.vector(0)?[0].into()));
    cannot(
        r"\frac{\partial f(\mathbf x)}{\partial x_1} = 1",
        &apart,
        BadValue,
        "does not contain",
    );
    cannot(
        r"\nabla f = 0",
        &none().function("f", |_| Ok(0.0.into())),
        BadValue,
        "which point",
    );
    holds(
        r"\nabla f = (1, 2)",
        &none().vector(r"\nabla f", [1.0, 2.0]),
    );
}

#[test]
fn what_has_no_derivative() {
    let f = || {
        none()
            .scalar("x", 0.0)
            .function("f", |x| Ok((1.0 / x.real(0)?).into()))
    };
    cannot("f'(x)", &f(), BadValue, "no derivative");
    fails(
        "f'(x) = 0",
        &none()
            .scalar("x", 0.1)
            .function("f", |x| Ok((1.0 / x.real(0)?).into())),
    );
    cannot(
        r"\frac{\partial f}{\partial x}",
        &f(),
        BadValue,
        "no derivative",
    );
    let g = || {
        none()
            .scalar("x", 1.0)
            .function("g", |x| Ok(x.vector(0)?.into()))
    };
    cannot("g'(x)", &g(), BadValue, "vector is needed");
    cannot(
        r"\frac{\partial g}{\partial x}",
        &g(),
        BadValue,
        "vector is needed",
    );
    cannot(
        r"\frac{\partial^2 g}{\partial x \partial y}",
        &g().scalar("y", 1.0),
        Ambiguous,
        "which argument",
    );
    let point = || {
        none()
            .point(r"\mathbf{x}", [1.0, 2.0])
            .function("f", |x| Ok(x.vector(0)?[0].into()))
    };
    cannot(
        r"\frac{\partial f}{\partial x_3}",
        &point(),
        BadValue,
        "no entry 3",
    );
    cannot(
        r"\frac{\partial f}{\partial x_0}",
        &point(),
        BadValue,
        "no entry 0",
    );
    cannot(
        r"\frac{\partial x^2}{\partial y}",
        &none().scalar("x", 1.0).scalar("y", 1.0),
        BadValue,
        "does not contain",
    );
}

#[test]
fn sums_that_are_too_long() {
    cannot(
        r"\sum_{i=1}^{2 \cdot 10^6} i",
        &none(),
        BadValue,
        "too many terms",
    );
    let nested = r"\sum_{i=1}^{10^5} \sum_{j=1}^{10^5} ij";
    cannot(nested, &none(), BadValue, "too many terms");
}

#[test]
fn ranges_and_minima() {
    let lambda = || none().vector(r"\lambda", [1.0, 5.0, 3.0]).range("i", 1, 3);
    holds(r"\max_i \lambda_i = 5", &lambda());
    holds(r"\min_i (\lambda_i - 1) + \sum_i \lambda_i = 9", &lambda());
    cannot(
        r"\max_i \lambda_i = 5",
        &none().vector(r"\lambda", [1.0]),
        Unbound,
        "`i`",
    );
    cannot(
        r"\sum_{i=1}^3 \lambda_i = 9",
        &lambda(),
        Binding,
        "`i` is bound",
    );
    let f = || none().function("f", |x| Ok((x.real(0)? - 2.0).powi(2).into()));
    holds(r"\arg\min_x f(x) = 2", &f());
    holds(r"1 = \arg\min_{x \in [0, 1]} f(x)", &f());
    fails(r"\arg\max_x f(x) = 2", &f());
    fails(r"\arg\min_x f(x) = 2.00001", &f());
    fails(r"3 = \arg\min_{x \in [0, 1]} f(x)", &f());
    cannot(r"\arg\min_x f(x) < 3", &f(), BadValue, "only be compared");
    cannot(
        r"1 + \arg\min_x f(x) = 3",
        &f(),
        BadValue,
        "only be compared",
    );
}

#[test]
fn expectations() {
    let x = || none().random("x", [1.0, 2.0, 3.0, 6.0]);
    holds(
        r"\operatorname{E}[x] = 3, \operatorname{Var}[x] = 3.5 = \operatorname{E}\left[(x - 3)^2\right]",
        &x(),
    );
    cannot("x = 1", &x(), BadValue, "outside of an expectation");
    cannot(
        r"\operatorname{E}[y] = 1",
        &none().scalar("y", 1.0),
        BadValue,
        "not random",
    );
    cannot(
        r"\operatorname{E}[xy] = 1",
        &x().random("y", [1.0]),
        BadValue,
        "different numbers",
    );
    holds(
        r"\operatorname{E} g_t = (2, 3)",
        &none().integer("t", 0).random(
            "g",
            [
                Value::sequence(0, [vec![1.0, 2.0]]),
                Value::sequence(0, [vec![3.0, 4.0]]),
            ],
        ),
    );
}

#[test]
fn complex_numbers() {
    let s = || none().complex("s", Complex::new(3.0, 4.0));
    holds(
        r"|s| = 5, \quad s = 3 + 4 \cdot \mathrm{i}, \quad s^{-1} = \frac{3 - 4\mathrm{i}}{25}",
        &s(),
    );
    fails("s = 3", &s());
    cannot("s < 5", &s(), BadValue, "complex");
    holds(
        r"\sqrt{s}^2 = s, \quad s^{1/2} = \sqrt s, \quad \mathrm{e}^{\ln s} = s",
        &s(),
    );
}

#[test]
fn nothing_is_the_zero_of_every_shape() {
    let v = || none().vector("v", [1.0, 2.0]);
    holds(r"v + \sum_{k=2}^1 k = v = 0 + v = v - 0", &v());
    holds(r"0 - v = -v", &v());
    fails(r"0 - v = v", &v());
    fails(r"v - 0 = -v", &v());
    cannot(r"v \odot 0 = v", &v(), BadValue, "entry by entry");
}

#[test]
fn shapes_are_told() {
    let a = || none().matrix("A", [[1.0, 2.0], [3.0, 4.0]]);
    let wide = || a().matrix("B", [[1.0, 2.0, 0.0], [3.0, 4.0, 0.0]]);
    cannot(
        "A = B",
        &wide(),
        BadValue,
        "a 2 × 2 matrix is compared with a 2 × 3 matrix",
    );
    cannot("B = A", &wide(), BadValue, "a 2 × 3 matrix");
    cannot("A = B^\\top", &wide(), BadValue, "a 3 × 2 matrix");
    let v = || a().vector("v", [1.0, 2.0, 3.0]);
    cannot("A v", &v(), BadValue, "a vector of 3 entries");
    cannot(
        "v = (1, (2, 3), 4)",
        &none().vector("v", [1.0, 2.0, 3.0]),
        BadValue,
        "compared",
    );
    cannot(
        "v = (1, 2)",
        &none().vector("v", [1.0, 2.0, 3.0]),
        BadValue,
        "compared",
    );
    cannot("(1, 2) = (1, 2, 3)", &none(), BadValue, "compared");
    holds("(1, (2, 3)) = (x, (2, 3))", &none().scalar("x", 1.0));
    fails("(1, (2, 3)) = (x, (2, 4))", &none().scalar("x", 1.0));
    cannot(
        "v^\\top = v",
        &none().vector("v", [1.0, 2.0]),
        BadValue,
        "transposed",
    );
    cannot("[0, 1] = [0, 1]", &none(), BadValue, "an interval");
}

#[test]
fn digits_of_several_numbers() {
    let a = || none().matrix("A", [[0.49, -2.04], [31.0, 4.0]]);
    holds(
        r"A \approx \begin{pmatrix} 0.5 & -2.0 \\ 31 & 4.00 \end{pmatrix}",
        &a(),
    );
    fails(
        r"A \approx \begin{pmatrix} 0.5 & -2.0 \\ 32 & 4.00 \end{pmatrix}",
        &a(),
    );
    fails(
        r"A \approx \begin{pmatrix} 0.50 & -2.0 \\ 31 & 4.00 \end{pmatrix}",
        &a(),
    );
    cannot(r"(1, 2) \approx (1, 2, 3)", &none(), BadValue, "printed");
    cannot(r"A \approx (1, 2)", &a(), BadValue, "different shapes");
    holds(
        r"\begin{pmatrix} 1.64 \\ 2.66 \end{pmatrix} \approx (1.6, 2.7)",
        &none(),
    );
    fails(
        r"\begin{pmatrix} 1.64 \\ 2.66 \end{pmatrix} \approx (1.6, 2.6)",
        &none(),
    );
}

#[test]
fn roots_and_powers_at_their_edges() {
    near(r"\sqrt[3]{0}", 0.0);
    near(r"|(-8)^{1/3}|", 2.0);
    near(r"\operatorname{Re} \left((-8)^{1/3}\right)", 1.0);
    near(r"\operatorname{Im} ((-4)^{1/2})", 2.0);
    near(r"(-2)^{-3}", -0.125);
    near(r"\operatorname{Re}((2 \cdot \mathrm{i})^{2})", -4.0);
    near(r"\operatorname{Im}((2 \cdot \mathrm{i})^{-1})", -0.5);
    near(
        r"\operatorname{Re} \ln(-1) + \operatorname{Im} \ln(-1)",
        std::f64::consts::PI,
    );
}

#[test]
fn conditions_have_truths_too() {
    let x = |x: f64| none().scalar("x", x);
    let conditional = read(r"x < 2 \text{ if } x > 0");
    for (at, truth) in [(-1.0, true), (1.0, true), (3.0, false)] {
        assert_eq!(conditional.truth(&x(at)), Ok(truth));
    }
    let converges = |truth: bool| x(1.0).value("C", truth);
    holds(r"C \iff x > 0", &converges(true));
    fails(r"C \iff x > 0", &converges(false));
    // Nothing is allowed for rounding in a condition.
    assert_eq!(read(r"x \le 1").truth(&x(1.0 + 1e-12)), Ok(false));
    assert_eq!(read(r"x = 1").truth(&x(1.0 + 1e-12)), Ok(true));
    assert_eq!(read(r"x = 1 < 0").truth(&x(1.0)), Ok(false));
}

#[test]
fn places_of_statements() {
    let tex = r"x > 0 \iff x + 1 > 1 \text{ and } 2 x > 0";
    let verdict = read(tex)
        .check(&none().scalar("x", 1.0), TOLERANCE)
        .unwrap();
    assert_eq!(&tex[verdict.steps[0].range.clone()], tex);
    let tex = r"x > 0 \implies x > -1 \implies x > -2";
    let verdict = read(tex)
        .check(&none().scalar("x", 1.0), TOLERANCE)
        .unwrap();
    let parts: Vec<&str> = verdict
        .steps
        .iter()
        .map(|step| &tex[step.range.clone()])
        .collect();
    assert_eq!(parts, [r"x > 0 \implies x > -1", r"x > -1 \implies x > -2"]);
}

#[test]
fn minima_in_three_dimensions() {
    let f = |center: [f64; 3]| {
        none().vector("c", center).function("f", |x| {
            let x = x.vector(0)?;
            Ok((x[0] * x[0] + (x[1] - 1.0).powi(2) + 0.5 * (x[2] + 2.0).powi(2)).into())
        })
    };
    let tex = r"c = \arg\min_x f(x)";
    holds(tex, &f([0.0, 1.0, -2.0]));
    for wrong in [
        [1e-4, 1.0, -2.0],
        [0.0, 0.9999, -2.0],
        [0.0, 1.0, -1.9999],
        [0.0, -1.0, 2.0],
    ] {
        fails(tex, &f(wrong));
    }
}

#[test]
fn values_show_themselves() {
    let shown = |value: Value| value.to_string();
    let eval = |tex: &str| read(tex).eval(&none()).unwrap().to_string();
    assert_eq!(shown([1.0, -2.5].into()), "(1, -2.5)");
    assert_eq!(shown([[1.0, 2.0], [3.0, 4.0]].into()), "[[1, 2], [3, 4]]");
    assert_eq!(shown(Complex::new(1.0, -2.0).into()), "1-2i");
    assert_eq!(shown(Value::tuple([1.0, 2.0])), "(1, 2)");
    assert_eq!(shown(Value::Set(vec![1.0.into(), 2.0.into()])), "{1, 2}");
    assert_eq!(
        shown(Value::sequence(3, [1.0, 2.0])),
        "2 items from index 3"
    );
    assert_eq!(eval("(0, 1]"), "(0, 1]");
    assert_eq!(eval("[0, 1)"), "[0, 1)");
    assert_eq!(eval(r"\begin{pmatrix} 1 & 2 \end{pmatrix}"), "(1, 2)ᵀ");
}

#[test]
fn arguments() {
    let h = none()
        .matrix("A", [[1.0, 2.0], [3.0, 4.0]])
        .function("h", |args| {
            let rows = args.matrix(1)?.real_rows();
            let row = usize::try_from(args.integer(0)?).map_err(|e| e.to_string())?;
            Ok((rows[row][1] + args.count() as f64).into())
        });
    holds("h(1, A) = 6", &h);
    let matrix = none().function("h", |args| Ok(args.matrix(1)?.clone().into()));
    cannot("h(1, 2) = 6", &matrix, BadValue, "a number where a matrix");
    let second = none().function("h", |args| Ok(args.real(1)?.into()));
    cannot("h(1) = 6", &second, BadValue, "argument 2 is missing");
    let f = none().function("f", |x| Ok(x.point()?.iter().sum::<f64>().into()));
    holds("f(1) + f(1, 2) + f((1, 2)) = 7", &f);
}

#[test]
fn a_formula_states_something_or_is_an_expression() {
    for (tex, states) in [
        ("a = b", true),
        (r"a < b \iff c", true),
        (r"a, b < c", true),
        (r"x_1 + f(x)", false),
        (r"(a, b)", false),
    ] {
        assert_eq!(read(tex).states(), states, "{tex}");
    }
}

#[test]
fn sides_are_evaluated_whether_they_agree_or_not() {
    let sides = |tex: &str| {
        let bindings = Bindings::new().scalar("a", 2.0).scalar("b", 3.0);
        read(tex).sides(&bindings).unwrap()
    };
    let (shape, values) = sides(r"a = b^2 < 5");
    assert_eq!(shape, "=< ;");
    assert_eq!(values, [2.0, 9.0, 5.0].map(Value::from));
    let (iff, values) = sides(r"a < b \iff a - b < 0");
    assert_eq!(values, [2.0, 3.0, -1.0, 0.0].map(Value::from));
    assert_ne!(iff, sides(r"a < b \implies a - b < 0").0);
    assert_ne!(iff, sides(r"a \le b \iff a - b < 0").0);
    assert!(read("c = 1").sides(&Bindings::new()).is_err());
}
