//! A plotters backend that writes the SVG of this book.
//!
//! Every element carries the class of its role *and* the light theme's color,
//! so that the same text follows the theme of the page and stands alone in a
//! notebook or a file. Text is measured by a table instead of a font, there
//! are no ids, and nothing depends on the machine: the bytes are the same
//! natively and in WebAssembly.

use std::convert::Infallible;
use std::fmt::Write;

use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend,
    DrawingErrorKind, FontTransform,
};

use super::palette::{Role, class_of};
use super::text::extent;

/// Width and height of every picture, in its own units.
pub const SIZE: (u32, u32) = (420, 300);

/// Plotters rounds to whole pixels: it draws on a grid this many times finer
/// than the unit of the picture.
pub const FINE: u32 = 10;

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

/// Runs `draw` on an empty picture and returns it as one line of SVG.
///
/// `title` names the picture and `description` says what is seen in it.
///
/// # Errors
/// What plotters refuses, for example a frame that does not fit the picture.
pub fn render<E>(
    title: &str,
    description: &str,
    draw: impl FnOnce(
        &DrawingArea<Svg<'_>, plotters::coord::Shift>,
    ) -> Result<(), E>,
) -> Result<String, E> {
    let (width, height) = SIZE;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\">\
         <title>{}</title><desc>{}</desc>\
         <rect class=\"paper fill\" fill=\"#ffffff\" stroke=\"none\" x=\"0\" y=\"0\" \
         width=\"{width}\" height=\"{height}\"/>",
        escape(title),
        escape(description)
    );
    draw(&Svg { text: &mut text }.into_drawing_area())?;
    text.push_str("</svg>");
    Ok(text)
}

/// The backend; see [`render`].
pub struct Svg<'a> {
    text: &'a mut String,
}

impl Svg<'_> {
    fn open(&mut self, element: &str, color: BackendColor, paint: Paint) {
        let class = class_of(color.rgb).unwrap_or("other");
        let hex = Hex(color.rgb);
        self.put(format_args!("<{element} class=\"{class}"));
        match paint {
            Paint::Line => self.put(format_args!("\" fill=\"none\" stroke=\"{hex}\"")),
            Paint::Fill => self.put(format_args!(" fill\" fill=\"{hex}\" stroke=\"none\"")),
            Paint::Halo => self.put(format_args!(
                " fill halo\" fill=\"{hex}\" stroke=\"{}\" stroke-width=\"5\" paint-order=\"stroke\"",
                Hex(rgb(Role::Paper))
            )),
        }
        if color.alpha < 1.0 {
            self.put(format_args!(" opacity=\"{}\"", color.alpha));
        }
    }

    fn stroke<S: BackendStyle>(&mut self, style: &S) {
        let width = Units(style.stroke_width() as i32);
        self.put(format_args!(" stroke-width=\"{width}\""));
    }

    fn points(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        self.text.push_str(" points=\"");
        for (index, (x, y)) in points.into_iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            self.put(format_args!("{gap}{},{}", Units(x), Units(y)));
        }
        self.text.push_str("\"/>");
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = self.text.write_fmt(text);
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (SIZE.0 * FINE, SIZE.1 * FINE)
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        (x, y): BackendCoord,
        color: BackendColor,
    ) -> Outcome {
        self.open("rect", color, Paint::Fill);
        let (x, y, one) = (Units(x), Units(y), Units(1));
        self.put(format_args!(
            " x=\"{x}\" y=\"{y}\" width=\"{one}\" height=\"{one}\"/>"
        ));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.open("rect", style.color(), Paint::of(fill));
        if !fill {
            self.stroke(style);
        }
        self.put(format_args!(
            " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            Units(left),
            Units(top),
            Units(right - left),
            Units(bottom - top)
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.open("polyline", style.color(), Paint::Line);
        self.stroke(style);
        self.points(path);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.open("circle", style.color(), Paint::of(fill));
        if !fill {
            self.stroke(style);
        }
        let (x, y, radius) = (Units(x), Units(y), Units(radius as i32));
        self.put(format_args!(" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        self.open("polygon", style.color(), Paint::Fill);
        self.points(corners);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Outcome {
        let size = style.size();
        let anchor = style.anchor();
        let across = match anchor.h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        // From the corner that plotters names to the line the letters stand
        // on, as a fraction of their size.
        let down = match anchor.v_pos {
            VPos::Top => 0.95,
            VPos::Center => 0.35,
            VPos::Bottom => -0.25,
        };
        let down = (down * size) as i32;
        let (base_x, base_y) = match style.transform() {
            FontTransform::Rotate90 => (x - down, y),
            FontTransform::Rotate270 => (x + down, y),
            _ => (x, y + down),
        };
        // Writing inside the plot stands clear of the level sets.
        let on_axis = class_of(style.color().rgb) == class_of(rgb(Role::Text));
        let paint = if on_axis { Paint::Fill } else { Paint::Halo };
        self.open("text", style.color(), paint);
        self.put(format_args!(
            " x=\"{}\" y=\"{}\" font-family=\"sans-serif\" font-size=\"{}\" text-anchor=\"{across}\"",
            Units(base_x),
            Units(base_y),
            Units(size as i32),
        ));
        let angle = match style.transform() {
            FontTransform::None => 0,
            FontTransform::Rotate90 => 90,
            FontTransform::Rotate180 => 180,
            FontTransform::Rotate270 => 270,
        };
        if angle != 0 {
            self.put(format_args!(
                " transform=\"rotate({angle} {} {})\"",
                Units(base_x),
                Units(base_y)
            ));
        }
        self.put(format_args!(">{}</text>", escape(text)));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let (width, height) = extent(text);
        Ok((
            (width * style.size()) as u32,
            (height * style.size()) as u32,
        ))
    }
}

/// How an element is painted.
#[derive(Clone, Copy, PartialEq)]
enum Paint {
    Line,
    Fill,
    /// Filled, on a rim of the page's color.
    Halo,
}

impl Paint {
    fn of(fill: bool) -> Self {
        if fill { Paint::Fill } else { Paint::Line }
    }
}

fn rgb(role: Role) -> (u8, u8, u8) {
    let color = role.color();
    (color.0, color.1, color.2)
}

/// A color as SVG writes it.
struct Hex((u8, u8, u8));

impl std::fmt::Display for Hex {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (r, g, b) = self.0;
        write!(out, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// A length on the fine grid, printed in units of the picture.
struct Units(i32);

impl std::fmt::Display for Units {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fine = FINE as i32;
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenths) = (self.0.abs() / fine, self.0.abs() % fine);
        if tenths == 0 {
            write!(out, "{sign}{whole}")
        } else {
            write!(out, "{sign}{whole}.{tenths}")
        }
    }
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // The page's mathematics would begin here.
            '$' => safe.push_str("&#36;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use plotters::prelude::*;

    #[test]
    fn units_are_tenths_of_the_fine_grid() {
        let printed: Vec<String> = [0, 7, -7, 10, 1234, -1230]
            .map(|n| Units(n).to_string())
            .to_vec();
        assert_eq!(printed, ["0", "0.7", "-0.7", "1", "123.4", "-123"]);
    }

    #[test]
    fn a_picture_is_one_line_with_title_and_description() {
        let svg = render("a < b", "costs $1", |area| {
            area.draw(&Circle::new((100, 200), 30, RGBColor(1, 2, 3).filled()))
        })
        .unwrap();
        assert_eq!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig\" viewBox=\"0 0 420 300\" \
             width=\"420\" height=\"300\" role=\"img\"><title>a &lt; b</title>\
             <desc>costs &#36;1</desc><rect class=\"paper fill\" fill=\"#ffffff\" \
             stroke=\"none\" x=\"0\" y=\"0\" width=\"420\" height=\"300\"/><circle class=\"other \
             fill\" fill=\"#010203\" stroke=\"none\" cx=\"10\" cy=\"20\" r=\"3\"/></svg>"
        );
    }
}
