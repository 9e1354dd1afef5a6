//! Holds the chapter "Exercises" to its word.

use std::collections::BTreeSet;

use formula::Bindings;
use listings::exercises::powers_of_two::powers_of_two;
use listings::exercises::{Wrong, all, compare, nesterov_damping, overestimated};
use tests::printed::{claim, equation};
use tests::root;
use tests::told::{assert_told, is, leads};

/// Covers ex:half_life, ex:condition_number, ex:other_settings, ex:powers_of_two.
/// Covers ex:effective_size, ex:minibatches, ex:converted, ex:minimum.
/// Covers lst:skeleton-half_life, lst:skeleton-condition_number, lst:skeleton-other_settings.
/// Covers lst:skeleton-powers_of_two, lst:skeleton-effective_size, lst:skeleton-minibatches.
/// Covers lst:skeleton-converted, lst:skeleton-minimum.
/// Covers ex:decoupled, lst:skeleton-decoupled.
/// Covers ex:ringing, lst:skeleton-ringing.
/// Covers ex:overestimated, lst:skeleton-overestimated.
/// Covers ex:restart, lst:skeleton-restart.
/// Covers ex:nesterov_damping, lst:skeleton-nesterov_damping.
/// Covers ex:stopping, lst:skeleton-stopping.
/// Covers ex:conjugate, lst:skeleton-conjugate.
/// Covers ex:cycle, lst:skeleton-cycle.
/// Covers ex:stationary, lst:skeleton-stationary.
/// Covers ex:signs, lst:skeleton-signs.
#[test]
fn each_check_knows_its_solution_and_tells_mistakes_apart() {
    for exercise in all() {
        let name = exercise.name;
        let trial = (exercise.trial)();
        assert_eq!(trial.solution, Ok(()), "{name}");
        assert_eq!(trial.todo, Err(Wrong::Todo), "{name}");
        assert!(trial.mistakes.len() >= 3, "{name}");
        for (hint, said) in trial.mistakes {
            assert_eq!(said, Err(Wrong::Known(hint)), "{name}");
        }
    }
}

/// Covers claim:six-decimals.
#[test]
fn two_checks_compare_six_decimals() {
    let six = claim("six-decimals");
    six.says("`overestimated` and `nesterov_damping`");
    let pass = |by: f64| {
        let rate = |l, c| overestimated::overestimated(l, c) + by;
        let pair = |p| nesterov_damping::nesterov_damping(p).map(|x| x + by);
        [
            overestimated::check(rate).is_ok(),
            nesterov_damping::check(pair).is_ok(),
        ]
    };
    let so = pass(1e-8) == [true; 2] && pass(1e-6) == [false; 2];
    six.holds(&[("compare six decimals", so), ("compare nine decimals", !so)]);
}

#[test]
fn no_number_is_near_an_infinite_one() {
    let infinite = |_: &f64| vec![f64::INFINITY];
    let says = |x: f64| compare(&[0.0], &["it"], infinite, |_| vec![x], &[]);
    assert!(says(1.0).is_err() && says(f64::INFINITY).is_ok());
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap()
}

/// `Quadratic functions` for `quadratic-functions`.
fn chapter(section: &str) -> String {
    let page = read(&format!("src/{section}.md"));
    page.lines().next().unwrap().replace("# ", "")
}

/// What a chapter says below each heading of an exercise.
fn below<'c>(chapter: &'c str, title: &str) -> &'c str {
    let (_, rest) = chapter
        .split_once(title)
        .unwrap_or_else(|| panic!("no {title}"));
    rest.split("\n##").next().unwrap_or(rest)
}

#[test]
fn each_exercise_stands_in_both_chapters() {
    let [tasks, solutions] = ["src/exercises.md", "src/solutions.md"].map(read);
    let exercises = all();
    let headings = |page: &str| page.matches("\n### ").count();
    assert_eq!(
        [headings(&tasks), headings(&solutions)],
        [exercises.len(); 2]
    );
    let files = std::fs::read_dir(root().join("listings/src/exercises")).unwrap();
    let files = files.filter(|file| {
        let name = file.as_ref().unwrap().file_name().into_string().unwrap();
        !["mod.rs", "values.rs", "verdict.rs"].contains(&name.as_str())
    });
    assert_eq!(files.count(), exercises.len());
    let mut places = Vec::new();
    for exercise in &exercises {
        let (name, title, section) = (exercise.name, exercise.title, exercise.section);
        let mut work = exercise.work.word().to_owned();
        work[..1].make_ascii_uppercase();
        let task = below(&tasks, &format!("\n### {title}\n"));
        let head = format!(
            "\n*{work}, {}*, for [{}]({section}.md). [Solution](solutions.md#solution-{name})\n\n\
             <!-- ex: {name} -->\n",
            exercise.level.word(),
            chapter(section)
        );
        assert!(task.starts_with(&head), "{name}: write {head}");
        let skeleton = format!("{{{{#skeleton ../listings/src/exercises/{name}.rs:{name}}}}}");
        assert!(task.contains(&skeleton), "{name}");
        assert!(task.contains("Done when "), "{name}: by what is it done?");
        let solution = below(&solutions, &format!("\n### {title} {{#solution-{name}}}\n"));
        let fold = format!(
            "\n[The task](ex:{name})\n\n<details><summary>The solution of “{name}”</summary>\n"
        );
        assert!(solution.starts_with(&fold), "{name}: write {fold}");
        assert!(solution.trim_end().ends_with("</details>"), "{name}");
        let listing = format!("{{{{#include ../listings/src/exercises/{name}.rs:{name}}}}}");
        assert!(solution.contains(&listing), "{name}");
        places.push([tasks.find(&skeleton), solutions.find(&listing)]);
    }
    assert!(places.is_sorted_by(|a, b| a[0] < b[0] && a[1] < b[1]));
    let names: BTreeSet<&str> = exercises.iter().map(|exercise| exercise.name).collect();
    assert_eq!(names.len(), exercises.len());
}

/// Covers eq:halving-curvatures.
#[test]
fn the_curvatures_are_halved() {
    let equation = equation("halving-curvatures");
    // One step of size 1 takes the share λᵢ of each coordinate away.
    let left = powers_of_two(9, [1.0, 0.0], 1);
    let lambda: Vec<f64> = left.iter().map(|x| 1.0 - x).collect();
    for i in 1..=9 {
        let bindings = Bindings::new().integer("i", i);
        equation.holds(&bindings.vector("\\lambda", lambda.clone()));
    }
}

/// Covers text:exercises.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    assert_told(
        "exercises",
        &[
            ("if it is within", is(1e-9)),
            ("square root. The", leads("solutions.md")),
            ("Paper, easy*, for", leads("leaky-averages.md")),
            (
                "(leaky-averages.md).",
                leads("solutions.md#solution-half_life"),
            ),
            ("Derive a formula from", leads("eq:unrolled")),
            ("$\\beta$ from 0 to", is(0.99)),
            ("easy*, for", leads("curvature.md")),
            (
                "(curvature.md).",
                leads("solutions.md#solution-condition_number"),
            ),
            ("valleys as steep as", is(0.2)),
            ("against", is(1e9)),
            ("Code, easy*, for", leads("momentum-method.md")),
            (
                "(momentum-method.md).",
                leads("solutions.md#solution-other_settings"),
            ),
            ("do in our valley,", leads("eq:objective")),
            ("for all $\\eta$ from", is(0.1)),
            ("0.1 to", is(0.9)),
            ("and all $\\beta$ from", is(0.0)),
            ("from 0 to", is(0.9)),
            ("Measure the loss after", is(20.0)),
            ("stays within the distance", is(1e-3)),
            ("code, medium*, for", leads("momentum-method.md")),
            (
                "(momentum-method.md).",
                leads("solutions.md#solution-powers_of_two"),
            ),
            ("steps of $\\eta =", is(1.0)),
            ("$i$ from 1 to", is(10.0)),
            ("with any tool, over", is(1000.0)),
            ("and with $\\beta =", is(0.9)),
            ("Paper, medium*, for", leads("effective-sample-weight.md")),
            (
                "(effective-sample-weight.md).",
                leads("solutions.md#solution-effective_size"),
            ),
            ("formula without sums from", leads("eq:weight-sum")),
            ("first step to step", is(1000.0)),
            ("your formula turns into", leads("eq:matching-size")),
            ("Code, hard*, for", leads("from-scratch.md")),
            (
                "(from-scratch.md).",
                leads("solutions.md#solution-minibatches"),
            ),
            ("`standardized`, for", is(7.0)),
            ("epochs at $\\eta =", is(0.005)),
            ("and $\\beta =", is(0.9)),
            ("with batches of", is(10.0)),
            ("with single samples, from", is(20.0)),
            ("Code, medium*, for", leads("conventions.md")),
            (
                "(conventions.md).",
                leads("solutions.md#solution-converted"),
            ),
            ("update of Keras alone,", leads("eq:keras-form")),
            ("dampening from 0 to", is(0.9)),
            ("easy*, for", leads("quadratic-functions.md")),
            (
                "(quadratic-functions.md).",
                leads("solutions.md#solution-minimum"),
            ),
            ("Take the function of", leads("eq:quadratic")),
            ("medium*, for", leads("quadratic-functions.md")),
            (
                "(quadratic-functions.md).",
                leads("solutions.md#solution-decoupled"),
            ),
            ("quadratic function from the", leads("eq:own-coordinates")),
            ("our valley, from $(", is(-5.0)),
            ("from $(-5,", is(-2.0)),
            ("with $\\eta =", is(0.4)),
            ("medium*, for", leads("scalar-functions.md")),
            (
                "(scalar-functions.md).",
                leads("solutions.md#solution-ringing"),
            ),
            ("0 and 1? Use", leads("eq:root-sum")),
            ("(eq:root-sum) and", leads("eq:root-product")),
            ("point for $\\rho =", is(0.9)),
            ("and $n =", is(6.0)),
            ("the dots of", leads("fig:sequence")),
            ("change sides every", is(6.0)),
            ("medium*, for", leads("optimal-parameters.md")),
            (
                "(optimal-parameters.md).",
                leads("solutions.md#solution-overestimated"),
            ),
            ("and uses the", leads("eq:best-pair")),
            ("hard*, for", leads("hump.md")),
            ("(hump.md).", leads("solutions.md#solution-restart")),
            ("our valley from $(", is(-5.0)),
            ("from $(-5,", is(-2.0)),
            ("with $\\eta =", is(0.125)),
            ("and $\\beta =", is(0.99)),
            ("medium*, for", leads("nesterov.md")),
            (
                "(nesterov.md).",
                leads("solutions.md#solution-nesterov_damping"),
            ),
            ("radius there? Start from", leads("eq:nesterov-root")),
            ("at $1/\\kappa$ is that of", leads("eq:nesterov-pair")),
            ("hard*, for", leads("polynomial-regression.md")),
            (
                "(polynomial-regression.md).",
                leads("solutions.md#solution-stopping"),
            ),
            (
                "[Solution](solutions.md#solution-stopping)",
                leads("eq:ridge-match"),
            ),
            ("hard*, for", leads("limits-of-descent.md")),
            (
                "(limits-of-descent.md).",
                leads("solutions.md#solution-conjugate"),
            ),
            (
                "[Solution](solutions.md#solution-conjugate) Write",
                leads("eq:conjugate-numbers"),
            ),
            ("hard*, for", leads("heavy-ball-fails.md")),
            (
                "(heavy-ball-fails.md).",
                leads("solutions.md#solution-cycle"),
            ),
            ("[Solution](solutions.md#solution-cycle)", leads("eq:cycle")),
            ("hard*, for", leads("stochastic-gradients.md")),
            (
                "(stochastic-gradients.md).",
                leads("solutions.md#solution-stationary"),
            ),
            ("fast it grows. Change", leads("eq:settled")),
            ("easy*, for", leads("todays-optimizers.md")),
            (
                "(todays-optimizers.md).",
                leads("solutions.md#solution-signs"),
            ),
            ("begin with $\\eta =", is(0.3)),
            ("our valley from $(", is(-5.0)),
            ("from $(-5,", is(-2.0)),
            ("valley turned by", is(45.0)),
            ("`direction` of", leads("curvature.md")),
            ("the loss after", is(300.0)),
        ],
    );
}
