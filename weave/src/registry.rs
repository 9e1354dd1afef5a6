//! The numbers of the listings, each section computed once.

use std::collections::HashMap;

use listings::values::{SECTIONS, Value};

/// The values that were looked up so far.
#[derive(Debug, Default)]
pub(crate) struct Values(HashMap<&'static str, Vec<Value>>);

impl Values {
    /// The value with this full name: `ill_conditioned_problem.eta`.
    pub(crate) fn find(&mut self, name: &str) -> Result<f64, String> {
        let (section, short) = name.split_once('.').unwrap_or((name, ""));
        if let Some((section, values)) = SECTIONS.iter().find(|(known, _)| *known == section) {
            if !self.0.contains_key(section) {
                let values = values().map_err(|error| {
                    format!("the values of {section} cannot be computed: {error}")
                })?;
                self.0.insert(section, values);
            }
            let known = self.0.get(section).into_iter().flatten();
            if let Some((_, value)) = known.clone().find(|(known, _)| *known == short) {
                return Ok(*value);
            }
            let known: Vec<&str> = known.map(|(known, _)| *known).collect();
            return Err(format!(
                "there is no value \"{short}\" in {section}; it has {}: correct the name, or \
                 compute the value in listings/src/{section}.rs",
                known.join(", ")
            ));
        }
        let known: Vec<&str> = SECTIONS.iter().map(|(known, _)| *known).collect();
        Err(format!(
            "there is no value \"{name}\", because the section {section} has none; these have: \
             {}: write `SECTION.NAME`",
            known.join(", ")
        ))
    }
}
