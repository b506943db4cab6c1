//! git-desk: a helpdesk that lives in a git repository.
//!
//! The map, from the top; arrows go down only:
//!
//! - [`cli`]: the commands, one file each
//! - [`ui`]: all that reaches a terminal
//! - [`view`], [`render`], [`site`]: what leaves the program, and in which form
//! - [`ops`]: the acts of a desk, without printing
//! - [`desk`]: the desk on disk; [`git`]: the only place that knows git
//! - [`exchange`]: tickets on their way in and out
//! - [`query`]: what a query means, and which tickets fit
//! - [`report`]: figures of a period, counted from tickets and their threads
//! - [`merge`]: what two people did to one file, as one file
//! - [`sla`]: working time, and the clocks of a service level
//! - [`knowledge`]: what articles say, link to and answer
//! - [`config`]: what `desk.yml` says
//! - [`format`](mod@format): text ↔ model without loss
//! - [`model`]: the vocabulary
//!
//! [`clock`] asks the time, [`error`] finds the words for what went wrong,
//! [`nearest`](mod@nearest) the near miss, [`when`] what words for times mean, [`markdown`] reads it within bounds.

pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod error;
pub mod exchange;
pub mod format;
pub mod git;
pub mod knowledge;
pub mod markdown;
pub mod merge;
pub mod model;
pub mod nearest;
pub mod ops;
pub mod query;
pub mod render;
pub mod report;
pub mod search;
pub mod site;
pub mod sla;
pub mod ui;
pub mod view;
pub mod when;
