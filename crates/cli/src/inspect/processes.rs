//! `oxcom processes`.

use clap::Args;
use oxcom::abi::inspection::{
    APARTMENT_MAIN_STA, APARTMENT_MTA, APARTMENT_NTA, ApartmentFigures, ApartmentThread, LINK_ITSELF,
    LINK_RING, LINK_TCP, LinkFigures, LinkKind, ProcessFigures,
};
use oxcom_activation::{Directory, Record, format_guid};
use serde_json::{Value, json};

use super::inspector::Inspector;
use super::{Answer, Patience, Process, ask, enter, names, processes};
use crate::error::Result;

/// Shows the processes of this user that carry a runtime: who serves what, and who is linked to whom.
#[derive(Args)]
pub(crate) struct Processes {
    #[command(flatten)]
    patience: Patience,
    /// The same for programs: an array of objects.
    #[arg(long)]
    json: bool,
}

/// What one process tells.
struct Told {
    figures: ProcessFigures,
    program: String,
    apartments: Vec<ApartmentFigures>,
    threads: Vec<ApartmentThread>,
    links: Vec<LinkFigures>,
}

impl Processes {
    pub(crate) fn run(self) -> Result<()> {
        let _apartment = enter()?;
        let asked: Vec<_> = processes()?.into_iter().map(|process| (process, ask(process, tell))).collect();
        let deadline = self.patience.deadline();
        let records = Directory::from_environment()?.announced_classes()?;
        let told: Vec<_> = asked.into_iter().map(|(process, asked)| (process, asked.by(deadline))).collect();
        if self.json {
            let all: Vec<_> = told.iter().map(|(process, told)| as_json(*process, told, &records)).collect();
            println!("{:#}", Value::from(all));
        } else {
            told.iter().for_each(|(process, told)| print(*process, told, &records));
        }
        Ok(())
    }
}

fn tell(inspector: &Inspector) -> oxcom::Result<Told> {
    let (figures, program) = inspector.process()?;
    let (apartments, threads) = inspector.apartments()?;
    let mut links = inspector.links()?;
    // The one by which it is asked, and its link to itself when nothing has gone over that.
    links.retain(|link| match link.kind {
        LINK_ITSELF => link.requests > 0,
        _ => link.process_id != std::process::id(),
    });
    links.sort_by_key(|link| (link.process_id, link.link));
    Ok(Told { figures, program, apartments, threads, links })
}

fn classes(process: Process, records: &[Record]) -> impl Iterator<Item = &Record> {
    records.iter().filter(move |record| record.process == process.name)
}

pub(super) fn kind_of_apartment(apartment: &ApartmentFigures) -> &'static str {
    match apartment.kind {
        APARTMENT_MAIN_STA => "main STA",
        APARTMENT_MTA => "MTA",
        APARTMENT_NTA => "NTA",
        _ => "STA",
    }
}

fn kind_of_link(kind: LinkKind) -> &'static str {
    match kind {
        LINK_ITSELF => "in-process",
        LINK_RING => "ring",
        LINK_TCP => "TCP",
        _ => "socket",
    }
}

fn print(process: Process, told: &Answer<Told>, records: &[Record]) {
    let told = match told {
        Ok(told) => told,
        Err(why) => return println!("{}: {why}", names::process(process.id)),
    };
    println!("{} {}", process.id, told.program);
    for apartment in &told.apartments {
        let threads = told.threads.iter().filter(|thread| thread.oxid == apartment.oxid);
        let threads: Vec<_> = threads.map(|thread| thread.thread.to_string()).collect();
        let waiting = match apartment.waiting {
            0 => String::new(),
            waiting => format!(", {waiting} calls wait for it"),
        };
        let threads = if threads.is_empty() { "none".to_owned() } else { threads.join(" ") };
        println!("  {} {:016x}: threads {threads}{waiting}", kind_of_apartment(apartment), apartment.oxid);
    }
    for record in classes(process, records) {
        println!(
            "  class {} {}",
            format_guid(&record.clsid),
            names::class(&record.clsid).unwrap_or_default()
        );
    }
    for link in &told.links {
        let (running, waiting, requests) = (link.running, link.waiting, link.requests);
        let peer = match link.kind {
            LINK_ITSELF => "itself".to_owned(),
            _ => names::process(link.process_id),
        };
        println!(
            "  linked to {peer} by {}: runs {running} of its calls, waits for {waiting}; has taken {requests} requests; \
             has lent {} bytes",
            kind_of_link(link.kind),
            link.lent_bytes
        );
    }
    let figures = &told.figures;
    println!(
        "  exports {} objects by {} interfaces; has {} proxies",
        figures.objects, figures.interfaces, figures.proxies
    );
    if figures.blocks > 0 {
        println!(
            "  has {} blocks of {} bytes for arrays, {} of them in use, {} lent",
            figures.blocks, figures.block_bytes, figures.held_blocks, figures.lent_blocks
        );
    }
    if figures.tracers > 0 {
        println!("  is traced by {}", figures.tracers);
    }
}

fn as_json(process: Process, told: &Answer<Told>, records: &[Record]) -> Value {
    let (pid, name) = (process.id, format!("{:016x}", process.name));
    let told = match told {
        Ok(told) => told,
        Err(why) => {
            return json!({ "pid": pid, "name": name, "program": names::program(pid), "error": why });
        }
    };
    let threads = |apartment: &ApartmentFigures| {
        let inside = told.threads.iter().filter(|thread| thread.oxid == apartment.oxid);
        inside.map(|thread| thread.thread).collect::<Vec<_>>()
    };
    let apartments = told.apartments.iter().map(|apartment| {
        json!({
            "kind": kind_of_apartment(apartment),
            "oxid": format!("{:016x}", apartment.oxid),
            "threads": threads(apartment),
            "waiting": apartment.waiting,
        })
    });
    let classes = classes(process, records)
        .map(|record| json!({ "clsid": format_guid(&record.clsid), "name": names::class(&record.clsid) }));
    let links = told.links.iter().map(|link| {
        json!({
            "pid": link.process_id,
            "kind": kind_of_link(link.kind),
            "running": link.running,
            "waiting": link.waiting,
            "requests": link.requests,
            "lent_bytes": link.lent_bytes,
        })
    });
    json!({
        "pid": pid,
        "name": name,
        "program": told.program,
        "apartments": apartments.collect::<Vec<_>>(),
        "classes": classes.collect::<Vec<_>>(),
        "links": links.collect::<Vec<_>>(),
        "objects": told.figures.objects,
        "interfaces": told.figures.interfaces,
        "proxies": told.figures.proxies,
        "tracers": told.figures.tracers,
        "arrays": {
            "blocks": told.figures.blocks,
            "bytes": told.figures.block_bytes,
            "held": told.figures.held_blocks,
            "lent": told.figures.lent_blocks,
        },
    })
}
