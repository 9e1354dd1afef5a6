//! `cargo xtask`: sets the book's tools up and does every chore.

mod archive;
mod assets;
mod bench;
mod book;
mod count;
mod exercise;
mod failure;
mod files;
mod lab;
mod places;
mod programs;
mod python;
mod run;
mod sabotage;
mod search;
mod serve;
mod server;
mod test;
mod tools;

use std::process::ExitCode;

use failure::{Failure, Result};
use lexopt::prelude::*;

const HELP: &str = "\
cargo xtask serve [--port N]        read the book at http://127.0.0.1:3000/ while you write it
cargo xtask build                   build the book into book/
cargo xtask exercise [NAME [--again]]
                                    list the exercises; begin one, or check your answer to it
cargo xtask test [--skip STAGE]… [--section NAME]
                                    run every check, or those of a section; the last line counts them
cargo xtask lab [--port N] [--no-browser]
                                    open the notebooks in JupyterLab
cargo xtask lab --check             run a notebook in JupyterLab and look at its outputs
cargo xtask sabotage [--section NAME]… [--kind KIND]… [--sample N] [--seed S]
                                    plant faults in a copy and see which ones no test catches
cargo xtask bench                   how fast the live figures redraw, and what a reader loads
cargo xtask help                    this text";

/// A chore with its options.
#[derive(Debug, PartialEq, Eq)]
enum Chore {
    Serve { port: u16 },
    Build,
    Exercise { name: Option<String>, again: bool },
    Test(test::Options),
    Lab { port: Option<u16>, browser: bool },
    CheckLab,
    Sabotage(sabotage::Options),
    Bench,
    Help,
}

fn main() -> ExitCode {
    let done = parse(lexopt::Parser::from_env()).and_then(carry_out);
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.code)
        }
    }
}

fn carry_out(chore: Chore) -> Result<bool> {
    match chore {
        Chore::Serve { port } => serve::serve(port)?,
        Chore::Build => book::build()?,
        Chore::Exercise { name: None, .. } => exercise::list()?,
        Chore::Exercise {
            name: Some(name),
            again,
        } => return exercise::check(&name, again),
        Chore::Test(options) => return test::test(options),
        Chore::Lab { port, browser } => lab::lab(port, browser)?,
        Chore::CheckLab => return lab::check(),
        Chore::Bench => return bench::bench(),
        Chore::Sabotage(options) => return sabotage::sabotage(&options),
        Chore::Help => println!(
            "{HELP}\n\nStages of the test: {}\n\nKinds of faults: {}",
            test::names().collect::<Vec<_>>().join(", "),
            kinds()
        ),
    }
    Ok(true)
}

fn parse(mut arguments: lexopt::Parser) -> Result<Chore> {
    let wrong = |e: lexopt::Error| Failure::usage(format!("{e}; see `cargo xtask help`"));
    let mut chore = match arguments.next().map_err(wrong)? {
        None | Some(Short('h') | Long("help")) => Chore::Help,
        Some(Value(name)) => match name.to_str() {
            Some("serve") => Chore::Serve { port: 3000 },
            Some("build") => Chore::Build,
            Some("exercise") => Chore::Exercise {
                name: None,
                again: false,
            },
            Some("test") => Chore::Test(test::Options::default()),
            Some("lab") => Chore::Lab {
                port: None,
                browser: true,
            },
            Some("sabotage") => Chore::Sabotage(sabotage::Options::default()),
            Some("bench") => Chore::Bench,
            Some("help") => Chore::Help,
            _ => {
                return Err(Failure::usage(format!(
                    "there is no chore `{}`; the chores are serve, build, exercise, test, lab, sabotage, bench and help",
                    name.display()
                )));
            }
        },
        Some(other) => return Err(wrong(other.unexpected())),
    };
    while let Some(argument) = arguments.next().map_err(wrong)? {
        match (argument, &mut chore) {
            (Short('h') | Long("help"), _) => return Ok(Chore::Help),
            (Value(given), Chore::Exercise { name, .. }) if name.is_none() => {
                *name = Some(given.to_string_lossy().into_owned());
            }
            (
                Long("again"),
                Chore::Exercise {
                    name: Some(_),
                    again,
                },
            ) => *again = true,
            (Long("port"), Chore::Serve { port }) => {
                *port = read_port(arguments.value().map_err(wrong)?)?;
            }
            (Long("port"), Chore::Lab { port, .. }) => {
                *port = Some(read_port(arguments.value().map_err(wrong)?)?);
            }
            (Long("check"), Chore::Lab { .. }) => chore = Chore::CheckLab,
            (Long("no-browser"), Chore::Lab { browser, .. }) => *browser = false,
            (Long("skip"), Chore::Test(options)) => {
                let stage = read_stage(arguments.value().map_err(wrong)?)?;
                options.skip.push(stage);
            }
            (Long("section"), Chore::Test(options)) => {
                let name = arguments.value().map_err(wrong)?;
                options.section = Some(test::Section::find(&name.to_string_lossy())?);
            }
            (Long("section"), Chore::Sabotage(options)) => {
                let name = arguments.value().map_err(wrong)?;
                let section = test::Section::find(&name.to_string_lossy())?;
                options.sections.push(section);
            }
            (Long("kind"), Chore::Sabotage(options)) => {
                let kind = read_kind(arguments.value().map_err(wrong)?)?;
                options.kinds.push(kind);
            }
            (Long("sample"), Chore::Sabotage(options)) => {
                let count = read_count("--sample", arguments.value().map_err(wrong)?)?;
                options.sample = Some(count);
            }
            (Long("seed"), Chore::Sabotage(options)) => {
                options.seed = read_count("--seed", arguments.value().map_err(wrong)?)?;
            }
            (other, _) => return Err(wrong(other.unexpected())),
        }
    }
    Ok(chore)
}

fn read_port(value: std::ffi::OsString) -> Result<u16> {
    let text = value.to_string_lossy();
    text.parse().map_err(|_| {
        Failure::usage(format!(
            "--port takes a number from 0 (any free port) to 65535, not `{text}`"
        ))
    })
}

fn read_stage(value: std::ffi::OsString) -> Result<String> {
    let text = value.to_string_lossy();
    if test::names().any(|name| name == text) {
        return Ok(text.into_owned());
    }
    let names: Vec<_> = test::names().collect();
    Err(Failure::usage(format!(
        "there is no stage `{text}` to skip; the stages are {}",
        names.join(", ")
    )))
}

fn read_kind(value: std::ffi::OsString) -> Result<sabotage::Kind> {
    let text = value.to_string_lossy();
    sabotage::Kind::of_name(&text).ok_or_else(|| {
        Failure::usage(format!(
            "there is no kind of fault `{text}`; the kinds are {}",
            kinds()
        ))
    })
}

fn kinds() -> String {
    let names: Vec<_> = sabotage::Kind::all().map(sabotage::Kind::name).collect();
    names.join(", ")
}

fn read_count<N: std::str::FromStr>(option: &str, value: std::ffi::OsString) -> Result<N> {
    let text = value.to_string_lossy();
    text.parse()
        .map_err(|_| Failure::usage(format!("{option} takes a whole number, not `{text}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Chore> {
        parse(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn every_chore_and_option_is_understood() {
        assert_eq!(parsed(&[]).unwrap(), Chore::Help);
        assert_eq!(parsed(&["serve", "--help"]).unwrap(), Chore::Help);
        assert_eq!(parsed(&["bench"]).unwrap(), Chore::Bench);
        assert_eq!(parsed(&["serve"]).unwrap(), Chore::Serve { port: 3000 });
        let exercise = |name: Option<&str>, again| Chore::Exercise {
            name: name.map(str::to_owned),
            again,
        };
        assert_eq!(parsed(&["exercise"]).unwrap(), exercise(None, false));
        let anew = parsed(&["exercise", "minimum", "--again"]).unwrap();
        assert_eq!(anew, exercise(Some("minimum"), true));
        let port = parsed(&["serve", "--port", "8000"]).unwrap();
        assert_eq!(port, Chore::Serve { port: 8000 });
        let skip = vec!["browser".to_owned(), "typos".to_owned()];
        let test = parsed(&["test", "--skip=browser", "--skip", "typos"]).unwrap();
        assert_eq!(
            test,
            Chore::Test(test::Options {
                skip,
                section: None
            })
        );
        let section = Some(test::Section::find("curvature").unwrap());
        let of_section = test::Options {
            skip: Vec::new(),
            section,
        };
        let parsed_section = parsed(&["test", "--section", "curvature"]).unwrap();
        assert_eq!(parsed_section, Chore::Test(of_section));
        let lab = Chore::Lab {
            port: Some(0),
            browser: false,
        };
        assert_eq!(parsed(&["lab", "--no-browser", "--port=0"]).unwrap(), lab);
        assert_eq!(parsed(&["lab", "--check"]).unwrap(), Chore::CheckLab);
        let some = "sabotage --section hump --kind=link --sample 17 --seed 3";
        let some: Vec<&str> = some.split(' ').collect();
        let sabotage = Chore::Sabotage(sabotage::Options {
            kinds: vec![sabotage::Kind::Link],
            sections: vec![test::Section::find("hump").unwrap()],
            sample: Some(17),
            seed: 3,
        });
        assert_eq!(parsed(&some).unwrap(), sabotage);
    }

    #[test]
    fn bad_input_is_one_line_that_names_it_and_exits_with_2() {
        let cases = [
            (&["sreve"][..], "sreve"),
            (&["--port"], "--port"),
            (&["build", "--port", "1"], "--port"),
            (&["serve", "--port"], "--port"),
            (&["serve", "--port", "NaN"], "NaN"),
            (&["serve", "--port", "65536"], "65536"),
            (&["serve", "more"], "more"),
            (&["exercise", "minimum", "more"], "more"),
            (&["exercise", "--again"], "--again"),
            (&["test", "--skip", "spelling"], "spelling"),
            (&["test", "--section", "cuvature"], "cuvature"),
            (&["sabotage", "--kind", "typo"], "typo"),
            (&["sabotage", "--sample", "-1"], "-1"),
        ];
        for (arguments, cause) in cases {
            let failure = parsed(arguments).unwrap_err();
            assert_eq!(failure.code, 2, "{arguments:?}");
            assert!(failure.message.contains(cause), "{failure}");
            assert!(!failure.message.contains('\n'), "{failure}");
        }
    }
}
