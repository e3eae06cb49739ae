//! The demo's figures, as a table and as JSON.

use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::error::{Error, Result};

/// What getting frames took.
#[derive(Serialize)]
pub(super) struct Figures {
    pub(super) frames: usize,
    /// In GetImageHandle, GetData and the releases.
    pub(super) seconds: f64,
    /// GetImageHandle and GetData, the median.
    pub(super) us_per_frame_p50: f64,
    /// As above, of which 1 % took longer.
    pub(super) us_per_frame_p99: f64,
    pub(super) pixel_bytes_seen: u64,
    /// By the server, on the way to this process.
    pub(super) pixel_bytes_copied: u64,
    /// Whether every frame had the checksum of its decoded file.
    pub(super) checksums_equal: bool,
    /// Images that the server still holds after all were released.
    pub(super) objects_left: u32,
}

/// Both parts of the demo.
#[derive(Serialize)]
pub(super) struct Report {
    /// Pixels read where the server put them.
    #[serde(flatten)]
    pub(super) shared: Figures,
    /// Pixels copied by standard marshaling.
    pub(super) standard: Figures,
}

impl Report {
    /// Writes the figures as a JSON object, those of standard marshaling under `standard`.
    pub(super) fn write(&self, file: &Path) -> Result<()> {
        let failure = |source| Error::File { path: file.to_path_buf(), source };
        let mut text = serde_json::to_string_pretty(self).map_err(|error| failure(error.into()))?;
        text.push('\n');
        std::fs::write(file, text).map_err(failure)
    }
}

impl Figures {
    fn cells(&self) -> [String; 8] {
        [
            thousands(self.frames as u64),
            format!("{:.3}", self.seconds),
            format!("{:.1}", self.us_per_frame_p50),
            format!("{:.1}", self.us_per_frame_p99),
            thousands(self.pixel_bytes_seen),
            thousands(self.pixel_bytes_copied),
            if self.checksums_equal { "yes" } else { "NO" }.into(),
            thousands(self.objects_left.into()),
        ]
    }
}

const ROWS: [&str; 8] = [
    "frames",
    "seconds",
    "µs a frame, p50",
    "µs a frame, p99",
    "bytes of pixels seen",
    "bytes of pixels copied",
    "all equal to their files",
    "objects left in the server",
];

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{:28}{:>20}{:>22}", "", "shared memory", "standard marshaling")?;
        let cells = self.shared.cells().into_iter().zip(self.standard.cells());
        for (row, (shared, standard)) in ROWS.iter().zip(cells) {
            writeln!(formatter, "{row:28}{shared:>20}{standard:>22}")?;
        }
        Ok(())
    }
}

/// `1234567` as `1,234,567`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 12, 123, 1234, 1_234_567].map(thousands), ["0", "12", "123", "1,234", "1,234,567"]);
    }
}
