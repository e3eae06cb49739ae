//! A picture of the figures: bars on a logarithmic scale, one group for each measure.

use std::fmt::Write;

use serde_json::Value;

/// One measure: its title, its unit, and where a row's JSON has it.
struct Measure {
    title: &'static str,
    unit: &'static str,
    value: fn(&Value) -> Option<f64>,
    /// More is better.
    rate: bool,
}

const MEASURES: [Measure; 5] = [
    Measure {
        title: "null call, same CPU",
        unit: "µs",
        value: |row| row["null_same_cpu"]["p50_us"].as_f64(),
        rate: false,
    },
    Measure {
        title: "null call, two CPUs",
        unit: "µs",
        value: |row| row["null_cross_cpu"]["p50_us"].as_f64(),
        rate: false,
    },
    Measure { title: "pull 64K", unit: "µs", value: |row| pull(row, 0), rate: false },
    Measure { title: "pull 33M", unit: "µs", value: |row| pull(row, 3), rate: false },
    Measure {
        title: "one-way messages",
        unit: "1/s",
        value: |row| row["oneway"]["per_second"].as_f64(),
        rate: true,
    },
];

fn pull(row: &Value, frame: usize) -> Option<f64> {
    row["pull"].get(frame)?["p50_us"].as_f64()
}

const WIDTH: f64 = 900.0;
const LEFT: f64 = 180.0;
const BAR: f64 = 16.0;

/// Draws all rows of a report as SVG.
pub(crate) fn draw(report: &Value) -> String {
    let rows = report["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    let (mut body, mut y) = (String::new(), 10.0);
    for measure in &MEASURES {
        y = group(&mut body, measure, rows, y);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n{body}</svg>\n"
    )
}

/// Draws one measure below `top`, and gives where it ends.
fn group(body: &mut String, measure: &Measure, rows: &[Value], top: f64) -> f64 {
    let mut bars: Vec<(String, f64)> = rows
        .iter()
        .filter_map(|row| {
            Some((row["peer"].as_str()?.to_owned(), (measure.value)(row).filter(|value| *value > 0.0)?))
        })
        .collect();
    bars.sort_by(
        |one, other| if measure.rate { other.1.total_cmp(&one.1) } else { one.1.total_cmp(&other.1) },
    );
    let least = bars.iter().map(|bar| bar.1).fold(f64::INFINITY, f64::min) / 2.0;
    let most = bars.iter().map(|bar| bar.1).fold(0.0, f64::max);
    let scale = (WIDTH - LEFT - 90.0) / (most / least).ln().max(1.0);
    // Writing to a string does not fail.
    let _ = writeln!(
        body,
        "<text x=\"10\" y=\"{}\" font-weight=\"bold\">{} ({}, logarithmic)</text>",
        top + 12.0,
        measure.title,
        measure.unit
    );
    let mut y = top + 20.0;
    for (peer, value) in &bars {
        let (width, fill) =
            ((value / least).ln() * scale, if peer.starts_with("oxcom") { "#c0392b" } else { "#7f8c8d" });
        let _ = writeln!(
            body,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{LEFT}\" y=\"{y}\" width=\"{width:.1}\" height=\"{}\" fill=\"{fill}\"/>\
             <text x=\"{:.1}\" y=\"{}\">{}</text>",
            LEFT - 6.0,
            y + 11.0,
            escaped(peer),
            BAR - 4.0,
            LEFT + width + 4.0,
            y + 11.0,
            crate::report::short(*value),
        );
        y += BAR;
    }
    y + 14.0
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_chart_names_its_rows_and_escapes_them() {
        let report = json!({"rows": [
            {"peer": "oxcom", "null_same_cpu": {"p50_us": 4.0}},
            {"peer": "a<b", "null_same_cpu": {"p50_us": 40.0}},
        ]});
        let drawn = draw(&report);
        assert!(drawn.contains(">oxcom<") && drawn.contains("a&lt;b"));
        assert!(drawn.find(">oxcom<") < drawn.find("a&lt;b"), "the fastest comes first");
    }
}
