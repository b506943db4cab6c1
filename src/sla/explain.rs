//! What makes a figure: the stretches that count, and what stood in the way.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::pauses::{Pauses, Stretch};
use super::schedule::Schedule;

/// The parts of an elapsed time, for whoever doubts it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// The working stretches outside of pauses, oldest first; their lengths add up to the elapsed time.
    pub counted: Vec<Stretch>,
    /// The pauses, each with the working time that it gave back.
    pub pauses: Vec<(Stretch, TimeDelta)>,
    /// The holidays on which there would have been work.
    pub holidays: Vec<NaiveDate>,
}

impl Schedule {
    /// Returns what counts in a stretch, and what does not.
    pub fn explain(&self, whole: Stretch, pauses: &Pauses) -> Explained {
        let given_back = |pause: Stretch| (pause, self.elapsed(pause.from, pause.to, &Pauses::default()));
        Explained {
            counted: self.stretches(whole).flat_map(|work| without(work, pauses)).collect(),
            pauses: pauses.within(whole).map(given_back).collect(),
            holidays: self.holidays(whole),
        }
    }

    fn holidays(&self, whole: Stretch) -> Vec<NaiveDate> {
        let calendar = self.calendar();
        if calendar.always || whole.is_empty() {
            return Vec::new();
        }
        let local = |instant: crate::model::Instant| instant.with_timezone(&calendar.zone).date_naive();
        let (first, last) = (local(whole.from), local(whole.to));
        let days = first.iter_days().take_while(|date| *date <= last);
        let is_missed =
            |date: &NaiveDate| calendar.is_holiday(*date) && !calendar.hours_on(date.weekday()).is_empty();
        days.filter(is_missed).collect()
    }
}

/// Returns what is left of a working stretch.
fn without(work: Stretch, pauses: &Pauses) -> Vec<Stretch> {
    let (mut left, mut from) = (Vec::new(), work.from);
    for pause in pauses.within(work) {
        left.push(Stretch::new(from, pause.from));
        from = pause.to;
    }
    left.push(Stretch::new(from, work.to));
    left.retain(|one| !one.is_empty());
    left
}
