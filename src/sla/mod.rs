//! Working time, and the clocks of a service level.
//!
//! Values in, values out: nothing here knows files, git, the terminal or the time, and *now* is a parameter. Nothing
//! is stored either; whoever asks gets figures that are worked out anew from what was said and changed.
//!
//! 1. [`Schedule`] is a calendar that can be counted in: how much working time lies between two instants, and when a
//!    target is used up. `wall` turns times of the wall clock into instants, across summer time.
//! 2. [`Pauses`] are the stretches in which a clock stands still.
//! 3. `story` reads a thread: when a ticket waited, was done, arrived at a level, was spoken in by whom.
//! 4. [`Clockwork`] makes the clocks of a ticket of its story and its policy; each one is a [`Run`].
//! 5. [`Kept`] is what the event that stops a clock says of the target it ran under.
//! 6. `step` says when a timed step is due.
//!
//! Which policy is whose, is decided by whoever can ask a query.

mod explain;
mod kept;
mod pauses;
mod run;
mod schedule;
mod step;
mod story;
#[cfg(test)]
mod tests;
mod wall;

pub use explain::Explained;
pub use kept::{Kept, kept};
pub use pauses::{Pauses, Stretch};
pub use run::{Clockwork, Epochs, Run, State, Terms};
pub use schedule::Schedule;
pub use step::{DueStep, step_name};
pub use story::{Standstill, waits_for};
pub use wall::instant_at;
