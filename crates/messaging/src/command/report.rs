//! What the bench found, as a table, as JSON and as a chart.

use std::fmt::Write as _;
use std::time::Duration;

use super::bench::words;
use super::json_string;
use crate::Promise;

/// The figures of all techniques.
#[derive(Clone, Debug)]
pub struct Report {
    pub(super) rows: Vec<Row>,
    pub(super) size: usize,
}

/// A technique's figures, or why there are none.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) technique: String,
    pub(super) figures: Result<Figures, String>,
}

#[derive(Clone, Debug)]
pub(super) struct Figures {
    pub(super) promise: Promise,
    /// Messages a second, from the first send to the last arrival.
    pub(super) rate: f64,
    /// From before a send to its arrival at the other process's output.
    pub(super) p50: Duration,
    pub(super) p99: Duration,
    /// From before `connect` to the arrival of the first message.
    pub(super) connect: Duration,
    /// The server's process, in KiB.
    pub(super) memory: u64,
    /// With a kill of the server: how many messages were promised, and how many of those were lost.
    pub(super) lost: (usize, usize),
}

impl Report {
    /// A table in Markdown.
    pub fn table(&self) -> String {
        let mut text = String::from(
            "| Technique | Ok means | messages/s | latency p50 | p99 | cold connect | server's memory | lost by a kill |\n\
             |---|---|--:|--:|--:|--:|--:|--:|\n",
        );
        for Row { technique, figures } in &self.rows {
            // Writing to a string cannot fail.
            let _ = match figures {
                Ok(Figures { promise, rate, p50, p99, connect, memory, lost: (promised, lost) }) => writeln!(
                    text,
                    "| {technique} | {} | {rate:.0} | {} | {} | {} | {:.1} MiB | {lost} of {promised} promised |",
                    words(*promise),
                    time(*p50),
                    time(*p99),
                    time(*connect),
                    *memory as f64 / 1024.0,
                ),
                Err(reason) => writeln!(text, "| {technique} | {reason} | | | | | | |"),
            };
        }
        text
    }

    /// An array of objects; times in microseconds, memory in KiB.
    pub fn json(&self) -> String {
        let rows: Vec<String> = self
            .rows
            .iter()
            .map(|Row { technique, figures }| match figures {
                Ok(figures) => format!(
                    "  {{\"technique\":{},\"promise\":{},\"bytes\":{},\"messages_per_second\":{:.0},\"p50_us\":{},\
                     \"p99_us\":{},\"connect_us\":{},\"memory_kib\":{},\"promised\":{},\"lost\":{}}}",
                    json_string(technique),
                    json_string(words(figures.promise)),
                    self.size,
                    figures.rate,
                    figures.p50.as_micros(),
                    figures.p99.as_micros(),
                    figures.connect.as_micros(),
                    figures.memory,
                    figures.lost.0,
                    figures.lost.1,
                ),
                Err(reason) => {
                    format!("  {{\"technique\":{},\"left_out\":{}}}", json_string(technique), json_string(reason))
                }
            })
            .collect();
        format!("[\n{}\n]\n", rows.join(",\n"))
    }

    /// A chart in SVG: bars of messages a second and of the latency's median, both on logarithmic scales.
    pub fn chart(&self) -> String {
        const ROW: usize = 26;
        let measured: Vec<(&str, &Figures)> = self
            .rows
            .iter()
            .filter_map(|row| Some((row.technique.as_str(), row.figures.as_ref().ok()?)))
            .collect();
        let height = measured.len() * ROW + 70;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"860\" height=\"{height}\" viewBox=\"0 0 860 {height}\" \
             font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"860\" height=\"{height}\" fill=\"#ffffff\"/>\n\
             <text x=\"130\" y=\"22\" font-weight=\"bold\">messages a second (more is better)</text>\n\
             <text x=\"500\" y=\"22\" font-weight=\"bold\">latency, median and p99 (less is better)</text>\n"
        );
        for (index, (name, figures)) in measured.iter().enumerate() {
            let y = 36 + index * ROW;
            let rate = scale(figures.rate, 100.0, 1e6) * 280.0;
            let micros = |time: Duration| scale(time.as_secs_f64() * 1e6, 1.0, 1e5) * 260.0;
            let (p50, p99) = (micros(figures.p50), micros(figures.p99));
            let middle = y + 14;
            let _ = writeln!(
                svg,
                "<text x=\"122\" y=\"{middle}\" text-anchor=\"end\">{name}</text>\
                 <rect x=\"130\" y=\"{y}\" width=\"{rate:.0}\" height=\"18\" fill=\"#4477aa\"/>\
                 <text x=\"{:.0}\" y=\"{middle}\">{:.0}</text>\
                 <rect x=\"500\" y=\"{}\" width=\"{p99:.0}\" height=\"8\" fill=\"#f3c59c\"/>\
                 <rect x=\"500\" y=\"{y}\" width=\"{p50:.0}\" height=\"18\" fill=\"#cc6633\" fill-opacity=\"0.85\"/>\
                 <text x=\"{:.0}\" y=\"{middle}\">{} / {}</text>",
                134.0 + rate,
                figures.rate,
                y + 5,
                504.0 + p99.max(p50),
                time(figures.p50),
                time(figures.p99),
            );
        }
        let _ = writeln!(
            svg,
            "<text x=\"130\" y=\"{}\" fill=\"#666666\">{} bytes a message, two processes, logarithmic scales</text>\n</svg>",
            height - 14,
            self.size
        );
        svg
    }
}

/// Where a value lies between two ends of a logarithmic scale, 0 to 1.
fn scale(value: f64, low: f64, high: f64) -> f64 {
    ((value / low).ln() / (high / low).ln()).clamp(0.005, 1.0)
}

fn time(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1000.0 { format!("{micros:.0} µs") } else { format!("{:.1} ms", micros / 1000.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let figures = Figures {
            promise: Promise::Stored,
            rate: 1234.5,
            p50: Duration::from_micros(45),
            p99: Duration::from_millis(2),
            connect: Duration::from_micros(900),
            memory: 2048,
            lost: (50, 0),
        };
        let rows = vec![
            Row { technique: "shm".into(), figures: Ok(figures) },
            Row { technique: "com".into(), figures: Err("not built".into()) },
        ];
        Report { rows, size: 100 }
    }

    #[test]
    fn the_table_has_a_line_for_each() {
        let table = report().table();
        let expected = "| shm | stored | 1234 | 45 µs | 2.0 ms | 900 µs | 2.0 MiB | 0 of 50 promised |\n";
        assert!(table.contains(expected) && table.ends_with("| com | not built | | | | | | |\n"), "{table}");
    }

    #[test]
    fn json_and_chart_are_whole() {
        let json = report().json();
        assert!(
            json.starts_with("[\n  {\"technique\":\"shm\"")
                && json.ends_with("\"left_out\":\"not built\"}\n]\n")
        );
        let chart = report().chart();
        assert!(chart.starts_with("<svg") && chart.ends_with("</svg>\n") && chart.contains("45 µs / 2.0 ms"));
    }

    #[test]
    fn the_scale_ends_where_it_says() {
        assert_eq!(scale(1e6, 100.0, 1e6), 1.0);
        assert!((scale(1e4, 100.0, 1e6) - 0.5).abs() < 1e-9);
        assert_eq!(scale(0.0, 100.0, 1e6), 0.005);
    }
}
