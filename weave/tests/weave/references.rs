//! Citations, the list of works, and what is wrong with either.

use crate::support::{Small, text};

const BIB: &str = "\
@article{polyak1964,
  author = {Polyak, Boris T.},
  title = {Some methods},
  journal = {Computational \\& Mathematical Physics},
  volume = {4}, number = {5}, pages = {1--17},
  year = {1964}, doi = {10.1016/0041-5553(64)90137-5},
}
@inproceedings{efron2004,
  author = {Efron, Bradley and Hastie, Trevor and Johnstone, Iain},
  title = {Least *angle* regression}, booktitle = {Annals}, year = {2004}, eprint = {1412.6980},
}
@misc{chollet2015, author = {Chollet, François and others}, title = {Keras}, year = {2015}, url = {https://keras.io}}
@book{kingma2015, author = {Kingma, Diederik P. and de Ba, Jimmy}, title = {Adam}, edition = {2}, publisher = {Wiley}, year = {2015}}
";

const ONE: &str = "# One\n\n<!-- claim: c -->\nIt is from [Efron et al. (2004)](ref:efron2004), and good. \
                   See [Kingma and de Ba (2015)](ref:kingma2015), [Polyak (1964)](ref:polyak1964).\n\n\
                   [Polyak\n(1964)](ref:polyak1964) and [Chollet et al. (2015)](ref:chollet2015).\n";

const SUMMARY: &str =
    "# Summary\n\n- [One & only](one.md)\n- [Two](deep/two.md)\n- [Works](works.md)\n";

fn book(one: &str, works: &str, bib: &str) -> Small {
    let two = "# Two\n\n[Polyak (1964)](ref:polyak1964).\n";
    Small::with(&[
        ("src/SUMMARY.md", SUMMARY),
        ("src/one.md", one),
        ("src/deep/two.md", two),
        ("src/works.md", works),
        ("references.bib", bib),
    ])
}

#[test]
fn a_citation_leads_to_its_entry_and_back() {
    let pages = book(ONE, "# Works\n\n{{#references}}\n\nEnd.\n", BIB).build();
    let one = &pages["one.html"];
    for link in [
        "<span class=\"cite\" id=\"cite-efron2004-1\"><a href=\"works.html#ref-efron2004\">\
         Efron et al. (2004)</a></span>, and good.</span>",
        "id=\"cite-polyak1964-1\"",
        "id=\"cite-polyak1964-2\"",
    ] {
        assert!(one.contains(link), "{link}: {one}");
    }
    let two = "id=\"cite-polyak1964-3\"><a href=\"../works.html#ref-polyak1964\">";
    assert!(pages["two.html"].contains(two), "{}", pages["two.html"]);
    let works = &pages["works.html"];
    let shown = "Works \
        Chollet, François and others (2015). “Keras”, keras.io. Cited in One &amp; only. \
        Efron, Bradley, Trevor Hastie and Iain Johnstone (2004). “Least *angle* regression”, \
        in Annals, arXiv:1412.6980. Cited in One &amp; only. \
        Kingma, Diederik P. and Jimmy de Ba (2015). Adam, 2nd edition, Wiley. Cited in One &amp; only. \
        Polyak, Boris T. (1964). “Some methods”, Computational &amp; Mathematical Physics 4(5), \
        pp. 1–17, doi:10.1016/0041-5553(64)90137-5. Cited in One &amp; only, One &amp; only (2), Two. \
        End.";
    assert_eq!(text(works), shown);
    for html in [
        "<li id=\"ref-polyak1964\">",
        "<cite>Adam</cite>",
        "<cite>Annals</cite>",
        "href=\"https://doi.org/10.1016/0041-5553(64)90137-5\"",
        "href=\"https://arxiv.org/abs/1412.6980\"",
        "href=\"https://keras.io\"",
        "href=\"one.html#cite-polyak1964-2\"",
        "href=\"deep/two.html#cite-polyak1964-3\"",
    ] {
        assert!(works.contains(html), "{html}: {works}");
    }
}

#[test]
fn elsewhere_a_citation_is_its_words() {
    let listing =
        "\n```rust\n{{#include ../listings/src/ill_conditioned_problem.rs:double}}\n```\n";
    let summary = "# Summary\n\n- [A](ill-conditioned-problem.md)\n- [T](works.md)\n";
    let small = Small::with(&[
        ("src/SUMMARY.md", summary),
        ("src/ill-conditioned-problem.md", &format!("{ONE}{listing}")),
        (
            "src/works.md",
            "# Works\n\n{{#references}}\n\n{{#tested}}\n",
        ),
        ("references.bib", BIB),
    ]);
    let sources = weave::load(small.root()).unwrap();
    let notebook = &weave::notebooks(small.root(), &sources).unwrap()[0].json;
    assert!(
        notebook.contains("It is from Efron et al. (2004), and good."),
        "{notebook}"
    );
    let tested = &small.build()["tested-ill-conditioned-problem.html"];
    assert!(
        tested.contains("It is from Efron et al. (2004), and good.</p>"),
        "{tested}"
    );
}

/// The only problem of this book begins with `place` and has these words.
fn assert_only(small: &Small, place: &str, words: &str) {
    let problems = small.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(
        problems[0].starts_with(place),
        "{problems:?}, not at {place}"
    );
    assert!(
        problems[0].contains(words),
        "{problems:?}, expected {words}"
    );
}

#[test]
fn what_is_wrong_on_a_page_is_reported() {
    let list = "# Works\n\n{{#references}}\n";
    let wrong = |from: &str, to: &str, line: usize, words: &str| {
        assert!(ONE.contains(from));
        let one = ONE.replace(from, to);
        assert_only(
            &book(&one, list, BIB),
            &format!("src/one.md:{line}: "),
            words,
        );
    };
    wrong(
        "Kingma and de Ba (2015)](",
        "Kingma and Ba (2015)](",
        4,
        "write `[Kingma and de Ba (2015)](ref:kingma2015)`",
    );
    wrong(
        "Efron et al. (2004)](",
        "Efron et al. (2003)](",
        4,
        "\"Efron et al. (2003)\" is not how",
    );
    wrong("# One", "# One <ref:efron2004>", 1, "write a citation as");
    wrong(
        "# One",
        "# One [Qian (1999)](ref:qian1999)",
        1,
        "has no work \"qian1999\"; it has chollet2015, efron2004",
    );
    let twice = format!("{list}\n{{{{#references}}}}\n");
    assert_only(&book(ONE, &twice, BIB), "src/works.md:5: ", "stands twice");
    let within = "# Works\n\nThe {{#references}}\n\n{{#references}}\n";
    assert_only(
        &book(ONE, within, BIB),
        "src/works.md:3: ",
        "line of their own",
    );
    let more = "# Works\n\n{{#references all}}\n\n{{#references}}\n";
    assert_only(
        &book(ONE, more, BIB),
        "src/works.md:3: ",
        "\"all\" means nothing",
    );
    let without = book("# One\n", "# Works\n", &BIB[..BIB.find("@inpro").unwrap()]);
    assert_only(&without, "src/deep/two.md:3: ", "no list for it to lead to");
}

#[test]
fn what_is_wrong_with_the_works_is_reported_once() {
    let wrong = |from: &str, to: &str, line: usize, words: &str| {
        assert!(BIB.contains(from), "{from}");
        let small = book(
            ONE,
            "# Works\n\n{{#references}}\n",
            &BIB.replacen(from, to, 1),
        );
        assert_only(&small, &format!("references.bib:{line}: "), words);
    };
    let second = "@misc{second, author = {Polyak}, title = {Other}, year = {1964}}\n@misc{chollet";
    wrong(
        "@misc{chollet",
        second,
        12,
        "\"second\" is cited as Polyak (1964), like another work",
    );
    let uncited = "@misc{rest1, author = {Rest}, title = {Other}, year = {1964}}\n@misc{chollet";
    wrong(
        "@misc{chollet",
        uncited,
        12,
        "no page cites \"rest1\": write `[Rest (1964)](ref:rest1)`",
    );
    wrong("  title = {Some methods},\n", "", 1, "has no title: add it");
    wrong("  author = {Polyak, Boris T.},\n", "", 1, "has no author");
    wrong("year = {1964},", "", 1, "has no year");
    wrong(
        "year = {1964}",
        "year = {64}",
        1,
        "the year \"64\": write four digits",
    );
    wrong("volume = {4}, ", "", 1, "a number without a volume");
    wrong(
        "booktitle = {Annals}",
        "volume = {3}",
        8,
        "a volume, but of what?",
    );
    wrong("journal = ", "journals = ", 1, "a field \"journals\"");
    wrong(
        "doi = {10.",
        "doi = {https://doi.org/10.",
        1,
        "such as 10.23915/distill.00006",
    );
    wrong("{1412.6980}", "{arXiv 1412.6980}", 8, "such as 1412.6980");
    wrong(
        "{https://keras.io}",
        "{keras.io}",
        12,
        "such as https://d2l.ai",
    );
    wrong("@book{kingma2015", "@book{kingma2015!", 13, "is no key");
    wrong("volume = {4}", "volume = {4", 8, "not BibTeX");
    wrong("@book{kingma2015", "@book{polyak1964", 13, "duplicate key");
}

#[test]
fn a_book_without_citations_needs_no_works() {
    let page = Small::new("# A\n\nNothing.\n").page();
    assert!(page.contains("Nothing."));
    let small = Small::new("# A\n\n[Qian (1999)](ref:qian1999)\n\n{{#references}}\n");
    assert_only(
        &small,
        "src/ill-conditioned-problem.md:3: ",
        "has no work \"qian1999\"; it has none",
    );
}
