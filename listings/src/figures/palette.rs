//! The colors of the figures.
//!
//! Plotters knows colors, the page knows roles: each role has a color of its
//! own, and the backend turns the color back into the role, which becomes the
//! element's class. The colors are the light theme's; `theme/figures.css`
//! names them again and adds the dark theme's.

use plotters::style::RGBColor;

/// What an element of a figure stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Axes and their marks.
    Frame,
    /// Lines that only guide the eye.
    Grid,
    /// Writing that belongs to the axes.
    Text,
    /// Level sets of the objective.
    Contour,
    /// The path of gradient descent.
    Path,
    /// The path of the momentum method.
    Momentum,
    /// The coordinate along which the valley is flat.
    Flat,
    /// The coordinate along which the valley is steep.
    Steep,
    /// The minimum.
    Optimum,
    /// The starting point.
    Start,
    /// What shines through an open marker: the page.
    Paper,
}

/// Every role with its class and its color in the light theme.
pub const ROLES: [(Role, &str, RGBColor); 11] = [
    (Role::Frame, "frame", RGBColor(0x5f, 0x66, 0x73)),
    (Role::Grid, "grid", RGBColor(0xe3, 0xe6, 0xea)),
    (Role::Text, "text", RGBColor(0x22, 0x26, 0x2e)),
    (Role::Contour, "contour", RGBColor(0x8a, 0x93, 0xa3)),
    (Role::Path, "path", RGBColor(0x0b, 0x62, 0xc4)),
    (Role::Momentum, "momentum", RGBColor(0xb3, 0x47, 0x0b)),
    (Role::Flat, "flat", RGBColor(0x00, 0x70, 0x5a)),
    (Role::Steep, "steep", RGBColor(0xa3, 0x19, 0x5b)),
    (Role::Optimum, "optimum", RGBColor(0x1c, 0x1f, 0x24)),
    (Role::Start, "start", RGBColor(0x6b, 0x2f, 0xb3)),
    (Role::Paper, "paper", RGBColor(0xff, 0xff, 0xff)),
];

impl Role {
    /// The role's color in the light theme.
    pub const fn color(self) -> RGBColor {
        // The table is in the order of the enum; a test says so.
        ROLES[self as usize].2
    }
}

/// The class of the role that has this color, if any.
pub(super) fn class_of(rgb: (u8, u8, u8)) -> Option<&'static str> {
    ROLES
        .iter()
        .find(|(_, _, color)| (color.0, color.1, color.2) == rgb)
        .map(|(_, class, _)| *class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_stands_at_its_own_place_and_is_found_by_its_color() {
        for (index, (role, class, color)) in ROLES.into_iter().enumerate() {
            assert_eq!(role as usize, index);
            assert_eq!(class_of((color.0, color.1, color.2)), Some(class));
        }
        assert_eq!(class_of((1, 2, 3)), None);
    }
}
