//! The HTML of a figure.

use std::fmt::Write;

use listings::figures::{ControlState, Drawing, Entry, Frame, Placed, Range, find};

use crate::html::escape;
use crate::scan::{FigureCall, Page, What};

/// The registry's entry for a figure, or why there is none.
pub(crate) fn entry(call: &FigureCall) -> Result<Entry, String> {
    find(&call.name).map_err(|error| format!("{error}: correct the name"))
}

/// Fails unless the figure that this one follows is on the page and shares a
/// control with it.
fn check_follows(page: &Page, call: &FigureCall, controls: &[ControlState]) -> Result<(), String> {
    let Some(label) = &call.follows else {
        return Ok(());
    };
    let leader = page
        .elements
        .iter()
        .find_map(|element| match &element.what {
            What::Figure { call, .. } if call.label == *label => Some(call),
            _ => None,
        });
    let leader = leader.ok_or_else(|| {
        format!(
            "figure {} follows \"{label}\", which is no figure of this page: correct the label",
            call.label
        )
    })?;
    let others = entry(leader)?
        .controls("")
        .map_err(|error| error.to_string())?;
    let shared = |control: &ControlState| others.iter().any(|other| other.key == control.key);
    match controls.iter().any(shared) {
        true => Ok(()),
        false => Err(format!(
            "figure {} has no control that figure {label} has: it cannot follow it",
            call.label
        )),
    }
}

/// A figure up to its caption, on one line; `</figcaption></figure>` closes it.
pub(crate) fn html(page: &Page, call: &FigureCall, number: &str) -> Result<String, String> {
    let entry = entry(call)?;
    let refused = |error: listings::Error| {
        let name = entry.name;
        format!(
            "figure {name} refuses \"{}\": {error}: correct the directive",
            call.state
        )
    };
    let drawing = entry.draw(&call.state).map_err(refused)?;
    let controls = entry.controls(&call.state).map_err(refused)?;
    let state = entry.full_state(&call.state).map_err(refused)?;
    check_follows(page, call, &controls)?;
    if drawing.svg.contains(['\n', '$']) {
        return Err(format!(
            "the drawing of {} has a line break or a `$`, which mdBook would change: \
             keep them out of its SVG",
            entry.name
        ));
    }
    let id = format!("fig-{}", call.label);
    let mut out = format!(
        "<figure class=\"figure\" id=\"{id}\" data-figure=\"{}\" data-state=\"{}\"{}{}>",
        escape(entry.name),
        escape(&state),
        follows_attribute(call),
        frame_attributes(entry.frame, &controls),
    );
    let _ = write!(out, "<div class=\"plot\">{}</div>", drawing.svg);
    out.push_str(&readout(&drawing));
    if !controls.is_empty() {
        out.push_str(&form(&id, number, &controls, &entry));
    }
    out.push_str(&table(number, &drawing));
    out.push_str("<p class=\"live-note\" role=\"status\"></p><figcaption>");
    Ok(out)
}

fn follows_attribute(call: &FigureCall) -> String {
    let follows = call.follows.iter();
    follows
        .map(|label| format!(" data-follows=\"fig-{label}\""))
        .collect()
}

/// Where a point that can be dragged lies in the picture.
fn frame_attributes(frame: Option<Frame>, controls: &[ControlState]) -> String {
    let point = controls
        .iter()
        .find(|control| matches!(control.range, Range::Point { .. }));
    let painting = controls
        .iter()
        .find(|control| matches!(control.range, Range::Painting { .. }));
    if let (Some(frame), Some(painting)) = (frame, painting) {
        return format!(
            " data-edges=\"{}\" data-paint=\"{}\"",
            join(&frame.edges),
            escape(painting.key)
        );
    }
    match (frame, point) {
        (Some(frame), Some(point)) => {
            let Placed { along, origin } = frame.placed;
            let placed = match frame.placed == Placed::PLAIN {
                true => String::new(),
                false => format!(" data-placed=\"{}\"", join(&[along, origin].concat())),
            };
            format!(
                " data-edges=\"{}\" data-x=\"{}\" data-y=\"{}\" data-point=\"{}\"{placed}",
                join(&frame.edges),
                join(&frame.x),
                join(&frame.y),
                escape(point.key)
            )
        }
        _ => String::new(),
    }
}

fn join(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
    numbers.join(",")
}

fn readout(drawing: &Drawing) -> String {
    let mut out = String::from("<dl class=\"readout\">");
    for reading in &drawing.readout {
        let (name, value) = (escape(&reading.name), escape(&reading.value));
        let _ = write!(out, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    }
    out.push_str("</dl>");
    out
}

fn form(id: &str, number: &str, controls: &[ControlState], entry: &Entry) -> String {
    let mut out = format!(
        "<form class=\"controls\" aria-label=\"Controls of Figure {number}\" autocomplete=\"off\">"
    );
    for control in controls {
        out.push_str(&field(id, control));
    }
    out.push_str("<div class=\"presets\">");
    for preset in entry.presets() {
        let _ = write!(
            out,
            "<button type=\"button\" data-state=\"{}\">{}</button>",
            escape(preset.state),
            escape(preset.name)
        );
    }
    out.push_str("<button type=\"reset\">Reset</button></div>");
    if entry.takes_table {
        out.push_str(&own_table(id));
    }
    out.push_str("</form>");
    out
}

/// Where a reader chooses a table to be drawn in place of the book's data.
fn own_table(id: &str) -> String {
    format!(
        "<div class=\"own\"><details><summary>Your own table</summary>\
         <label for=\"{id}-file\">CSV file, with a row for each sample</label>\
         <input type=\"file\" id=\"{id}-file\" accept=\".csv,.tsv,.tab,.txt,.dat\">\
         <label for=\"{id}-target\">column to predict: its name or number, or else the last</label>\
         <input type=\"text\" id=\"{id}-target\" spellcheck=\"false\">\
         <p>The file stays in this page: it is sent nowhere, and the address does not hold it.</p>\
         </details><output></output>\
         <button type=\"button\" hidden>Back to the book’s data</button></div>"
    )
}

/// The fields of one control.
fn field(id: &str, control: &ControlState) -> String {
    let key = escape(control.key);
    let name = escape(control.name);
    let symbol = escape(control.symbol);
    let unit = match control.unit {
        "" => String::new(),
        unit => format!(" ({})", escape(unit)),
    };
    let value = escape(&control.value);
    let (min, max, step, any) = match control.range {
        Range::Number { min, max, step } => (
            min.to_string(),
            max.to_string(),
            step.to_string(),
            "any".to_owned(),
        ),
        Range::Count { min, max } => (
            min.to_string(),
            max.to_string(),
            "1".to_owned(),
            "1".to_owned(),
        ),
        Range::Painting { size, brushes } => {
            let [columns, rows] = size;
            let mut out = format!(
                "<fieldset class=\"control brushes\" data-key=\"{key}\" data-columns=\"{columns}\" \
                 data-rows=\"{rows}\" data-painted=\"{value}\"><legend>{name}</legend>"
            );
            for (i, (brush, what)) in brushes.iter().enumerate() {
                let checked = if i == 0 { " checked" } else { "" };
                let _ = write!(
                    out,
                    "<label for=\"{id}-{key}-{brush}\"><input type=\"radio\" name=\"{id}-{key}\" \
                     id=\"{id}-{key}-{brush}\" value=\"{brush}\"{checked}> {}</label>",
                    escape(what)
                );
            }
            out.push_str("</fieldset>");
            return out;
        }
        Range::Point { min, max, step } => {
            // Two symbols, "ηλ, β", are those of the coordinates.
            let (axes, symbol) = match symbol.split_once(", ") {
                Some((first, second)) => ([first, second], ""),
                None => (["x₁", "x₂"], symbol.as_str()),
            };
            let mut out = format!(
                "<fieldset class=\"control\" data-key=\"{key}\" data-step=\"{step}\">\
                 <legend>{name} <i>{symbol}</i>{unit}</legend>"
            );
            let values: Vec<&str> = control.value.split(',').collect();
            for (i, (axis, value)) in axes.iter().zip(values).enumerate() {
                let n = i + 1;
                let _ = write!(
                    out,
                    "<label for=\"{id}-{key}-{n}\">{axis}</label>\
                     <input type=\"number\" id=\"{id}-{key}-{n}\" min=\"{}\" max=\"{}\" \
                     step=\"any\" value=\"{}\">",
                    min[i],
                    max[i],
                    escape(value)
                );
            }
            out.push_str("</fieldset>");
            return out;
        }
    };
    format!(
        "<div class=\"control\" data-key=\"{key}\">\
         <label for=\"{id}-{key}-slider\">{name} <i>{symbol}</i>{unit}</label>\
         <input type=\"range\" id=\"{id}-{key}-slider\" min=\"{min}\" max=\"{max}\" \
         step=\"{step}\" value=\"{value}\">\
         <input type=\"number\" id=\"{id}-{key}\" min=\"{min}\" max=\"{max}\" step=\"{any}\" \
         value=\"{value}\" aria-label=\"{name} {symbol}{unit}\"></div>"
    )
}

fn table(number: &str, drawing: &Drawing) -> String {
    let mut out = format!(
        "<details class=\"data\"><summary>Numbers behind the figure</summary>\
         <div class=\"scroll\" tabindex=\"0\" role=\"group\" \
         aria-label=\"Table: numbers behind Figure {number}\"><table><thead><tr>"
    );
    for column in &drawing.table.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(column));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &drawing.table.rows {
        out.push_str("<tr>");
        for cell in row {
            let _ = write!(out, "<td>{}</td>", escape(cell));
        }
        out.push_str("</tr>");
    }
    // Only a live figure can hand them out.
    out.push_str(
        "</tbody></table></div><p class=\"copying\"><button type=\"button\" class=\"copy\">\
         Copy as CSV</button> <span role=\"status\"></span></p></details>",
    );
    out
}
