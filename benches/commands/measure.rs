//! Times, spreads, memory.

use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The times of one command.
pub struct Times(Vec<Duration>);

impl Times {
    /// Returns the median in milliseconds.
    pub fn median(&self) -> f64 {
        milliseconds(self.0[self.0.len() / 2])
    }

    fn new(mut times: Vec<Duration>) -> Times {
        times.sort();
        Times(times)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.1}–{:.1}", milliseconds(self.0[0]), milliseconds(self.0[self.0.len() - 1]))
    }
}

/// One run of something, and how long it took. What must be prepared first is not counted.
pub trait Timed: FnMut() -> Duration {}

impl<F: FnMut() -> Duration> Timed for F {}

/// Runs two things by turns, once each before it counts.
pub fn by_turns(runs: usize, mut one: impl Timed, mut other: impl Timed) -> (Times, Times) {
    let _ = (one(), other());
    let (ones, others) = (0..runs).map(|_| (one(), other())).unzip();
    (Times::new(ones), Times::new(others))
}

/// Runs one thing.
pub fn alone(runs: usize, mut one: impl Timed) -> Times {
    by_turns(runs, &mut one, || Duration::ZERO).0
}

/// Runs a command to its end.
pub fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output().unwrap();
    let time = start.elapsed();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    time
}

/// Returns the most memory a command had at once, in megabytes, where GNU time is there to tell.
pub fn memory(command: &Command) -> Option<f64> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    timed.current_dir(command.get_current_dir()?).env_clear();
    timed.envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
    let output = timed.stdin(Stdio::null()).stdout(Stdio::null()).output().ok()?;
    let kilobytes: f64 = String::from_utf8(output.stderr).ok()?.lines().last()?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
