//! `oxcom objects`.

use std::collections::HashMap;

use clap::Args;
use oxcom::GUID;
use oxcom::abi::inspection::{InterfaceFigures, ObjectFigures, OwnerFigures, ProxyFigures, RunningCall};
use oxcom_activation::format_guid;
use serde_json::{Value, json};

use super::inspector::{Inspector, Objects as Exported};
use super::processes::kind_of_apartment;
use super::{Patience, Process, ask, enter, names, process};
use crate::error::{Error, Result};

/// Shows what a process lets others call, who holds it, what it holds of others, and which calls it runs.
#[derive(Args)]
pub(crate) struct Objects {
    /// The process: its id, or its name in the runtime directory.
    pid: String,
    /// As many objects, and as many proxies, are shown.
    #[arg(long, default_value_t = 10_000)]
    most: usize,
    #[command(flatten)]
    patience: Patience,
    /// The same for programs: one object.
    #[arg(long)]
    json: bool,
}

/// What the process tells, with the names of what it names by ids.
struct Told {
    exported: Exported,
    proxies: Vec<ProxyFigures>,
    proxies_left: u64,
    calls: Vec<(RunningCall, String)>,
    /// By OXID.
    apartments: HashMap<u64, &'static str>,
    /// By IID.
    interfaces: HashMap<GUID, String>,
}

impl Objects {
    pub(crate) fn run(self) -> Result<()> {
        let _apartment = enter()?;
        let process = process(&self.pid)?;
        let most = self.most;
        let told = ask(process, move |inspector| tell(inspector, most)).by(self.patience.deadline());
        let told = told.map_err(|why| Error::Silent { process: names::process(process.id), why })?;
        if self.json {
            println!("{:#}", told.as_json(process));
        } else {
            told.print(process);
        }
        Ok(())
    }
}

fn tell(inspector: &Inspector, most: usize) -> oxcom::Result<Told> {
    // First what changes fastest.
    let running = inspector.calls()?;
    let mut exported = inspector.objects(most)?;
    let (mut proxies, proxies_left) = inspector.proxies(most)?;
    // Who asks is a client, too.
    let me = std::process::id();
    exported.owners.retain(|owner| owner.process_id != me);
    proxies.retain(|proxy| proxy.process_id != me);
    let mut calls = Vec::new();
    for call in running.into_iter().filter(|call| call.process_id != me) {
        let name = match call.iid == GUID::zeroed() {
            true => format!("method {} of an object that is gone", call.method),
            false => inspector.method(&call.iid, call.method)?,
        };
        calls.push((call, name));
    }
    calls.sort_by_key(|(call, _)| (call.thread, call.outer));
    let (known, _) = inspector.apartments()?;
    let apartments = known.iter().map(|apartment| (apartment.oxid, kind_of_apartment(apartment))).collect();
    let mut interfaces = HashMap::new();
    let iids = exported.interfaces.iter().map(|one| one.iid).chain(proxies.iter().map(|one| one.iid));
    for iid in iids {
        interfaces.insert(iid, inspector.interface(&iid)?);
    }
    Ok(Told { exported, proxies, proxies_left, calls, apartments, interfaces })
}

impl Told {
    fn interfaces_of<'a>(&'a self, object: &ObjectFigures) -> impl Iterator<Item = &'a InterfaceFigures> {
        let oid = object.oid;
        self.exported.interfaces.iter().filter(move |interface| interface.oid == oid)
    }

    fn owners_of<'a>(&'a self, interface: &InterfaceFigures) -> impl Iterator<Item = &'a OwnerFigures> {
        let ipid = interface.ipid;
        self.exported.owners.iter().filter(move |owner| owner.ipid == ipid)
    }

    fn name(&self, iid: &GUID) -> &str {
        self.interfaces.get(iid).map_or("", String::as_str)
    }

    fn apartment(&self, oxid: u64) -> &'static str {
        self.apartments.get(&oxid).copied().unwrap_or("closed apartment")
    }

    fn print(&self, process: Process) {
        println!("{}", names::process(process.id));
        for object in &self.exported.objects {
            self.print_object(object);
        }
        if self.exported.left > 0 {
            println!("  and {} other objects (--most)", self.exported.left);
        }
        for proxy in &self.proxies {
            println!(
                "  proxy {:016x} in the {}: {} of {}, {} references, {} pointers{}",
                proxy.oid,
                self.apartment(proxy.oxid),
                self.name(&proxy.iid),
                names::process(proxy.process_id),
                proxy.references,
                proxy.pointers,
                if proxy.connected.as_bool() { "" } else { ", disconnected" }
            );
        }
        if self.proxies_left > 0 {
            println!("  and {} other proxies (--most)", self.proxies_left);
        }
        for (call, method) in &self.calls {
            let caller = names::process(call.process_id);
            let indent = "  ".repeat(1 + call.outer as usize);
            let seconds = call.milliseconds as f64 / 1000.0;
            println!("{indent}thread {} runs {method} for {caller} since {seconds:.3} s", call.thread);
        }
    }

    fn print_object(&self, object: &ObjectFigures) {
        let mut held = format!("{} references, {} of them others'", object.references, object.by_links);
        let mut also = |count: u32, what: &str| {
            if count > 0 {
                held += &format!(", {count} {what}");
            }
        };
        also(object.locks, "external locks");
        also(object.weak_tables, "weak tables");
        also(u32::from(object.asleep.as_bool()), "weak reference left only: not kept");
        println!("  object {:016x} in the {}: {held}", object.oid, self.apartment(object.oxid));
        for interface in self.interfaces_of(object) {
            let id = format_guid(&interface.iid);
            println!("    {} {id}, IPID {}", self.name(&interface.iid), format_guid(&interface.ipid));
            for owner in self.owners_of(interface) {
                let who = match owner.link {
                    0 => "other machines".to_owned(),
                    _ => names::process(owner.process_id),
                };
                println!("      {} owned by {who}", owner.references);
            }
            let own = [
                (interface.in_streams, "lie in streams of this process (MSHLFLAGS_NORMAL)"),
                (interface.tables, "in tables of this process (MSHLFLAGS_TABLESTRONG)"),
                (interface.in_others_streams, "lie in streams of other processes"),
            ];
            for (count, what) in own.iter().filter(|(count, _)| *count > 0) {
                println!("      {count} {what}");
            }
        }
    }

    fn as_json(&self, process: Process) -> Value {
        let owner = |owner: &OwnerFigures| json!({ "pid": owner.process_id, "references": owner.references, "abroad": owner.link == 0 });
        let interface = |interface: &InterfaceFigures| {
            json!({
                "iid": format_guid(&interface.iid),
                "name": self.name(&interface.iid),
                "ipid": format_guid(&interface.ipid),
                "owners": self.owners_of(interface).map(owner).collect::<Vec<_>>(),
                "in_streams": interface.in_streams,
                "tables": interface.tables,
                "in_others_streams": interface.in_others_streams,
            })
        };
        let object = |object: &ObjectFigures| {
            json!({
                "oid": format!("{:016x}", object.oid),
                "apartment": self.apartment(object.oxid),
                "oxid": format!("{:016x}", object.oxid),
                "references": object.references,
                "by_others": object.by_links,
                "locks": object.locks,
                "weak_tables": object.weak_tables,
                "asleep": object.asleep.as_bool(),
                "class_object": object.class_object.as_bool(),
                "interfaces": self.interfaces_of(object).map(interface).collect::<Vec<_>>(),
            })
        };
        json!({
            "pid": process.id,
            "objects": self.exported.objects.iter().map(object).collect::<Vec<_>>(),
            "objects_left": self.exported.left,
            "proxies": self.proxies.iter().map(|proxy| self.proxy_as_json(proxy)).collect::<Vec<_>>(),
            "proxies_left": self.proxies_left,
            "calls": self.calls.iter().map(call_as_json).collect::<Vec<_>>(),
        })
    }

    fn proxy_as_json(&self, proxy: &ProxyFigures) -> Value {
        json!({
            "oid": format!("{:016x}", proxy.oid),
            "apartment": self.apartment(proxy.oxid),
            "pid": proxy.process_id,
            "iid": format_guid(&proxy.iid),
            "name": self.name(&proxy.iid),
            "ipid": format_guid(&proxy.ipid),
            "references": proxy.references,
            "pointers": proxy.pointers,
            "connected": proxy.connected.as_bool(),
        })
    }
}

fn call_as_json((call, method): &(RunningCall, String)) -> Value {
    json!({
        "thread": call.thread,
        "outer": call.outer,
        "milliseconds": call.milliseconds,
        "pid": call.process_id,
        "oid": format!("{:016x}", call.oid),
        "iid": format_guid(&call.iid),
        "ipid": format_guid(&call.ipid),
        "slot": call.method,
        "method": method,
    })
}
