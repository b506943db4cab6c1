//! Figures that people can trust: worked out by hand, by another program, and from every clone the same.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, missing_docs)]

mod common;

#[path = "reports/bytes.rs"]
mod bytes;
#[path = "reports/ci.rs"]
mod ci;
#[path = "reports/contract.rs"]
mod contract;
#[path = "reports/desks.rs"]
mod desks;
#[path = "reports/hand.rs"]
mod hand;
#[path = "reports/incidents.rs"]
mod incidents;
