//! "Try".

use listings::figures::Figure;
use listings::figures::todays_optimizers::Optimizers;
use tests::drawn::draw;

/// Covers ex:turned-back.
#[test]
fn a_quarter_turn_changes_nothing() {
    let presets = Optimizers::presets();
    let entry = listings::figures::find("optimizers").unwrap();
    for name in ["Adam", "Lion"] {
        let preset = presets.iter().find(|preset| preset.name == name).unwrap();
        let same = (-90..=90).filter(|angle| {
            let drawing = entry
                .draw(&format!("{}&angle={angle}", preset.state))
                .unwrap();
            drawing.readout[1].value == drawing.readout[2].value
        });
        assert_eq!(same.collect::<Vec<i32>>(), [-90, 0, 90], "{name}");
    }
    assert_eq!(draw(&Optimizers::default()).readout[0].value, "Adam");
}
