//! What is on the page for each element of the syntax.

use crate::support::{Small, text};

/// `html` without the part of a formula that is only for the eye.
fn spoken(html: &str) -> String {
    let mut out = String::new();
    for (i, part) in html.split("<span class=\"katex-html\"").enumerate() {
        match (i, part.find("</span></span></span>")) {
            (0, _) | (_, None) => out.push_str(part),
            (_, Some(at)) => out.push_str(&part[at..]),
        }
    }
    out
}

#[test]
fn a_displayed_equation_splits_its_paragraph() {
    let page = Small::new(
        "The step is\n<!-- eq: update -->\n$$\ny = x - \\eta g(x)\n$$\nwhere x is given.",
    )
    .page();
    assert!(page.contains("<p>The step is</p>"), "{page}");
    assert!(page.contains(
        "<div class=\"equation\" id=\"eq-update\" tabindex=\"0\" role=\"group\" aria-label=\"Equation 1.1\"><span class=\"katex-display\">"
    ));
    assert!(page.contains("<span class=\"number\">(1.1)</span></div>"));
    assert!(page.contains("<p>where x is given.</p>"), "{page}");
    assert!(!page.contains("<!--") && !page.contains('$'));
}

#[test]
fn an_unlabelled_equation_has_no_number() {
    let page = Small::new("$$ y = x $$\n").page();
    assert!(page.contains(
        "<div class=\"equation\" tabindex=\"0\" role=\"group\" aria-label=\"Equation\">"
    ));
    assert!(!page.contains("class=\"number\""));
}

#[test]
fn displayed_equations_stay_in_their_list_or_quote() {
    let page = Small::new("- one\n  $$\n  y = 1\n  $$\n  more\n- $$ z = 2 $$\n\n> said\n> <!-- eq: q -->\n> $$\n> q = 1\n> $$\n> so").page();
    let list = &page[page.find("<ul>").unwrap()..page.find("</ul>").unwrap()];
    assert_eq!(list.matches("<li>").count(), 2);
    assert_eq!(list.matches("class=\"equation\"").count(), 2);
    assert!(list.contains("<p>more</p>"), "{list}");
    let quote = &page[page.find("<blockquote>").unwrap()..page.find("</blockquote>").unwrap()];
    assert!(
        quote.contains("id=\"eq-q\"") && quote.contains("<p>so</p>"),
        "{quote}"
    );
    assert!(quote.contains("<annotation encoding=\"application/x-tex\">q = 1</annotation>"));
}

#[test]
fn formulas_are_not_read_as_markdown() {
    let page = Small::new(
        "Let $a_1 * b_2 * c_3$ and `$x$`, *also $d_1 * e$*; \\$5. **$\\{x\\}$** \\(no\\).",
    )
    .page();
    let annotation =
        |tex: &str| format!("<annotation encoding=\"application/x-tex\">{tex}</annotation>");
    assert!(page.contains(&annotation("a_1 * b_2 * c_3")), "{page}");
    assert!(page.contains(&annotation("d_1 * e")));
    assert!(page.contains(&annotation("\\{x\\}")));
    assert!(page.contains("<code>$x$</code>"));
    assert_eq!(page.matches("<em>").count(), 1);
    assert!(page.contains("; $5. <strong>"));
}

#[test]
fn a_short_formula_keeps_its_punctuation_mark() {
    let page = Small::new("Let $x_1$, $a = b$. Then (see $y$) $z$ is.").page();
    assert_eq!(page.matches("class=\"nobr\"").count(), 2, "{page}");
    assert!(page.contains("</span>,</span> <span class=\"katex\">"));
    assert!(page.contains("</span>)</span> <span class=\"katex\">"));
    // A formula with a relation may be broken there, so its last piece takes
    // the mark along; it is heard after the MathML.
    let seen = "<span class=\"stop\">.</span></span></span></span> Then";
    assert!(page.contains(seen), "{page}");
    assert!(page.contains("</math>.</span>"), "{page}");
}

#[test]
fn a_paragraph_may_begin_with_a_formula() {
    let page = Small::new("$x_1$\n\n$x_2$ is second\n").page();
    assert_eq!(
        page.matches("<p><span class=\"katex\">").count(),
        2,
        "{page}"
    );
}

#[test]
fn formulas_in_tables_keep_their_cells() {
    let page =
        Small::new("| a | $\\lvert b \\rvert$ |\n|---|---|\n| $\\|x\\|$ | $\\sqrt{2} \\mid 3$ |\n")
            .page();
    assert_eq!(page.matches("<td>").count(), 2, "{page}");
    assert_eq!(page.matches("<th>").count(), 2);
    assert_eq!(page.matches("class=\"katex\"").count(), 3);
    assert!(page.contains(">|x|</annotation>"));
}

#[test]
fn macros_are_known() {
    let small = Small::new("It holds that $\\norm{x} < 1$.");
    small.put("theme/macros.txt", "Comment\n\\norm:\\lVert #1 \\rVert\n");
    assert!(small.page().contains("∥"));
}

#[test]
fn an_inline_equation_has_a_label_and_no_number() {
    let page =
        Small::new("If $0 < \\eta$<!-- eq: positive --> holds, see [it](eq:positive).").page();
    assert!(page.contains("<span class=\"math\" id=\"eq-positive\"><span class=\"katex\">"));
    assert!(
        page.contains("</span> holds, see <a href=\"#eq-positive\">it</a>."),
        "{page}"
    );
}

#[test]
fn a_claim_is_one_sentence_of_its_paragraph() {
    let page = Small::new(
        "Before. It is so.\n<!-- claim: so -->\nAt $\\eta = 0.5$ *it* grows by 1.5 (e.g.\nhere!). After.\n\n<!-- claim: first -->\nA first one? Yes.\n\n- x\n- <!-- claim: item -->\n  In an item.\n\n> a\n> <!-- claim: quoted -->\n> In a quote. b\n",
    )
    .page();
    let page = spoken(&page);
    assert!(
        page.contains("Before. It is so.\n<span class=\"claim\" id=\"claim-so\">At "),
        "{page}"
    );
    assert!(
        page.contains("<em>it</em> grows by 1.5 (e.g.</span>\nhere!). After."),
        "{page}"
    );
    assert!(
        page.contains("<p><span class=\"claim\" id=\"claim-first\">A first one?</span> Yes.</p>")
    );
    assert!(page.contains("<span class=\"claim\" id=\"claim-item\">In an item.</span>"));
    assert!(
        page.contains("a\n<span class=\"claim\" id=\"claim-quoted\">In a quote.</span> b"),
        "{page}"
    );
}

#[test]
fn a_mistake_is_marked_for_eye_and_ear() {
    let page = Small::new(
        "> **Not so:** <!-- not: n -->It grows.\n\n> **Not so:**\n>\n> <!-- eq: wrong-e -->\n> $$\n> x = 1\n> $$\n\n[It](not:n), [Equation](eq:wrong-e).<!-- not yet -->\n",
    )
    .page();
    let words = spoken(&page);
    let sentence = "<strong>Not so:</strong> <span class=\"wrong\" id=\"not-n\">It grows.</span>";
    assert!(words.contains(sentence), "{page}");
    let start = "<div class=\"equation wrong\" id=\"eq-wrong-e\" tabindex=\"0\" role=\"group\" ";
    let label = "aria-label=\"Equation 1.1, which is not so\">";
    assert!(page.contains(&format!("{start}{label}")), "{page}");
    assert!(words.contains("<a href=\"#not-n\">It</a>, <a href=\"#eq-wrong-e\">"));
}

#[test]
fn an_exercise_has_an_id_and_may_end_in_a_formula_or_a_claim() {
    let page = Small::new(
        "1. <!-- ex: a --> Find $x$<!-- eq: e -->\n\
         2. <!-- ex: b --> Guess. <!-- claim: c -->It grows.\n\
         3. <!-- ex: d -->\n   <!-- claim: f -->\n   It falls. Why?\n\n   In $y$.\n",
    )
    .page();
    for name in ["a", "b", "d"] {
        let id = format!("<span class=\"exercise\" id=\"ex-{name}\"></span>");
        assert_eq!(page.matches(&id).count(), 1, "{page}");
    }
    let claim = "</span>Guess. <span class=\"claim\" id=\"claim-c\">It grows.</span></p>";
    assert!(page.contains(claim), "{page}");
    assert!(page.contains("id=\"ex-a\"></span>Find <span class=\"math\" id=\"eq-e\">"));
    let both = "id=\"ex-d\"></span><span class=\"claim\" id=\"claim-f\">It falls.</span> Why?";
    assert!(page.contains(both), "{page}");
    assert_eq!(page.matches("<li>").count(), 3, "{page}");
}

#[test]
fn values_are_put_in_where_they_stand() {
    let page = Small::new(
        "It ends at {{#value large_x2 .6}}, $x = {{#value large_x2 .6}}$, about {{#value large_x2 .2e}} ({{#value ill_conditioned_problem.eta}}).\n\n| {{#value eta .3}} | b |\n|---|---|\n| `{{#value eta}}` | {{#value eta +}} |\n\n```text\n{ {{#value eta}}\n```\n",
    )
    .page();
    assert!(page.contains("It ends at −1673.365109, "), "{page}");
    assert!(page.contains(">x = -1673.365109</annotation>"));
    assert!(
        page.contains("about −1.67\u{a0}×\u{a0}10³ (0.4)."),
        "{page}"
    );
    assert!(page.contains("<th>0.400</th>") && page.contains("<td>+0.4</td>"));
    assert!(page.contains("<code>{{#value eta}}</code>"));
    assert!(page.contains("{ {{#value eta}}"));
}

#[test]
fn a_listing_names_its_file_line_and_program() {
    let include = "{{#include ../listings/src/ill_conditioned_problem.rs:triple}}";
    let page = Small::new(&format!("# A valley\n\nSee [Listing](lst:triple):\n\n```rust\n{include}\n```\n\n1. Again\n\n   ```rust\n   {}\n   ```\n", include.replace("triple", "double"))).page();
    assert!(page.contains("<div class=\"listing\" id=\"lst-triple\">"));
    assert!(
        page.contains("/// Triples.\npub fn triple(x: f64) -&gt; f64 {\n    3.0 * x\n}"),
        "{page}"
    );
    assert!(page.contains(
        "<p class=\"listing-caption\">Listing 1.1. \
         <a href=\"doc/listings/ill_conditioned_problem/fn.triple.html\"><code>triple</code></a> in \
         <a href=\"doc/src/listings/ill_conditioned_problem.rs.html#16-19\">\
         <code>listings/src/ill_conditioned_problem.rs</code>, line 16</a>. \
         Run: <code>cargo run --example ill_conditioned_problem</code></p>"
    ));
    assert!(page.contains("<a href=\"#lst-triple\">Listing\u{a0}1.1</a>"));
    assert!(
        page.contains("/// Doubles.\npub fn double(x: f64) -&gt; f64 {\n    2.0 * x\n}"),
        "{page}"
    );
    assert!(!page.contains("ANCHOR"));
}

#[test]
fn a_section_with_listings_says_how_to_use_it() {
    let words = "word ".repeat(290);
    let listing = "```rust\n{{#include ../listings/src/ill_conditioned_problem.rs:double}}\n```";
    let page = Small::new(&format!(
        "# A valley\n\n{words}\n\n$$ x = 1 $$\n\n{listing}\n"
    ))
    .page();
    // 2 words of the title and 290 more, half a minute each for two things.
    assert!(text(&page).contains("Reading time: about 3 minutes. Run: cargo run --example ill_conditioned_problem. Code: listings::ill_conditioned_problem. Notebook: ill-conditioned-problem.ipynb to read, momentum.zip to run"), "{}", text(&page));
    for link in [
        "notebooks/ill-conditioned-problem.ipynb\" download=\"\"",
        "notebooks/momentum.zip\" download=\"\"",
        "doc/listings/ill_conditioned_problem/index.html\"",
    ] {
        assert!(page.contains(&format!("<a href=\"{link}>")), "{link}");
    }
    let page = Small::new("# A valley\n\nNo code.\n").page();
    assert!(!page.contains("class=\"use\""));
}

#[test]
fn a_figure_is_complete_without_scripts() {
    let page = Small::new(
        "{{#figure valley as steep eta=0.6}}\n\nThe path at $\\eta = {{#value eta_large}}$ leaves, see [Figure](fig:steep).\n\nAfter.\n",
    )
    .page();
    let drawing = listings::figures::find("valley")
        .unwrap()
        .draw("eta=0.6")
        .unwrap();
    let start = page.find("<figure").unwrap();
    let figure = &page[start..page.find("</figure>").unwrap()];
    assert!(figure.starts_with("<figure class=\"figure\" id=\"fig-steep\" data-figure=\"valley\" data-state=\"eta=0.6&amp;steps=20&amp;start=-5,-2\" data-edges=\""));
    assert!(figure.contains("data-point=\"start\""));
    assert!(figure.contains(
        "<form class=\"controls\" aria-label=\"Controls of Figure 1.1\" autocomplete=\"off\">"
    ));
    assert!(figure.contains("<label for=\"fig-steep-eta-slider\">step size <i>η</i></label><input type=\"range\" id=\"fig-steep-eta-slider\""));
    assert!(figure.contains("value=\"0.6\" aria-label=\"step size η\""));
    assert!(figure.contains(
        "<label for=\"fig-steep-start-2\">x₂</label><input type=\"number\" id=\"fig-steep-start-2\""
    ));
    assert!(figure.contains("<button type=\"reset\">Reset</button>"));
    assert!(figure.contains("aria-label=\"Table: numbers behind Figure 1.1\""));
    assert!(figure.contains("<p class=\"live-note\" role=\"status\"></p>"));
    assert!(
        figure.contains("<strong>Figure\u{a0}1.1.</strong> The path at <span class=\"katex\">"),
        "{figure}"
    );
    assert!(figure.contains("<a href=\"#fig-steep\">Figure\u{a0}1.1</a>"));
    assert_eq!(figure.matches("<svg").count(), 1);
    // mdBook lowercases the names of attributes, which browsers undo.
    let svg = drawing.svg.replace("viewBox", "viewbox");
    let words = text(&svg);
    assert!(text(figure).contains(&words), "{words}");
    let rows = drawing.table.rows.len() + 1;
    assert_eq!(figure.matches("<tr>").count(), rows);
    assert!(page.contains("<p>After.</p>"));
}

#[test]
fn numbers_and_references_run_through_the_book() {
    let small = Small::with(&[
        (
            "src/SUMMARY.md",
            "# Summary\n\n[Start](welcome.md)\n\n# Part\n\n- [One](one.md)\n- [Two](two.md)\n  - [Three](deep/three.md)\n",
        ),
        (
            "src/welcome.md",
            "# W\n\n<!-- eq: w -->\n$$ w $$\n\nSee [Equation](eq:b2), [](eq:three) and [Equation](eq:w).",
        ),
        ("src/one.md", "<!-- eq: a -->\n$$ a $$\n"),
        (
            "src/two.md",
            "<!-- eq: b -->\n$$ b $$\n\n$$ x $$\n\n<!-- eq: b2 -->\n$$ b $$\n",
        ),
        (
            "src/deep/three.md",
            "<!-- eq: three -->\n$$ 3 $$\n\nSee [*Equation*](eq:a), $x$.",
        ),
    ]);
    let pages = small.build();
    let welcome = &pages["welcome.html"];
    assert!(welcome.contains("aria-label=\"Equation 1\""));
    assert!(
        welcome.contains("<a href=\"two.html#eq-b2\">Equation\u{a0}2.2</a>"),
        "{welcome}"
    );
    assert!(
        welcome.contains("<a href=\"deep/three.html#eq-three\">2.1.1</a>"),
        "{welcome}"
    );
    assert!(welcome.contains("<a href=\"#eq-w\">Equation\u{a0}1</a>"));
    assert!(
        pages["three.html"].contains("<a href=\"../one.html#eq-a\"><em>Equation</em>\u{a0}1.1</a>")
    );
    assert!(pages["print.html"].contains("<a href=\"#eq-b2\">Equation\u{a0}2.2</a>"));
}

#[test]
fn a_hundred_formulas_take_no_time() {
    let markdown: String = (0..100)
        .map(|i| format!("Let $x_{{{i}}} = \\frac{{{i}}}{{\\sqrt{{\\eta}}}}$ be it.\n\n"))
        .collect();
    let small = Small::new(&markdown);
    let mut book = weave::load(small.root()).unwrap();
    let start = std::time::Instant::now();
    weave::weave_book(small.root(), &mut book).unwrap();
    let seconds = start.elapsed().as_secs_f64();
    assert!(seconds < 2.0, "{seconds} s");
    println!("{seconds} s");
}
