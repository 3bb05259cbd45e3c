//! Entrants → time per item in each of several rounds, all of them in the order of one process.

use std::time::Duration;

use cpu_time::ProcessTime;

/// What is timed: a pass does the same work each time.
pub(crate) struct Entrant {
    /// What stands in the table.
    pub(crate) name: String,
    /// What a reader must know about its row.
    pub(crate) note: String,
    /// How many items a pass does.
    pub(crate) items: usize,
    /// One pass.
    pub(crate) pass: Box<dyn FnMut()>,
}

/// How long to measure.
#[derive(Clone, Copy)]
pub(crate) struct Pace {
    /// How often every entrant has its turn.
    pub(crate) rounds: usize,
    /// The shortest sample. Long ones lose the caches to other processes.
    pub(crate) sample: Duration,
}

/// Nanoseconds of processor time per item, sorted.
pub(crate) struct Times(Vec<f64>);

impl Times {
    /// Times in any order; at least one.
    pub(crate) fn new(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    pub(crate) fn min(&self) -> f64 {
        self.0[0]
    }

    pub(crate) fn median(&self) -> f64 {
        self.0[self.0.len() / 2]
    }

    pub(crate) fn max(&self) -> f64 {
        self.0[self.0.len() - 1]
    }
}

/// Times every entrant once a round, so that what disturbs a round disturbs all of them.
pub(crate) fn race(entrants: &mut [Entrant], pace: Pace) -> Vec<Times> {
    let passes: Vec<u32> = entrants.iter_mut().map(|one| passes(one, pace.sample)).collect();
    let mut times = vec![Vec::with_capacity(pace.rounds); entrants.len()];
    for _ in 0..pace.rounds {
        for ((entrant, &passes), times) in entrants.iter_mut().zip(&passes).zip(&mut times) {
            // A pass that is not timed brings code and people back into the caches.
            (entrant.pass)();
            times.push(timed(entrant, passes));
        }
    }
    times.into_iter().map(Times::new).collect()
}

fn timed(entrant: &mut Entrant, passes: u32) -> f64 {
    let begin = ProcessTime::now();
    for _ in 0..passes {
        (entrant.pass)();
    }
    begin.elapsed().as_secs_f64() * 1e9 / f64::from(passes) / entrant.items as f64
}

/// How many passes make a sample.
fn passes(entrant: &mut Entrant, sample: Duration) -> u32 {
    let mut passes = 1;
    loop {
        let one = timed(entrant, passes) * entrant.items as f64;
        let all = one * f64::from(passes);
        let wanted = sample.as_secs_f64() * 1e9;
        if all >= wanted / 4.0 || passes >= 1 << 24 {
            return (wanted / one).ceil().clamp(1.0, 1e8) as u32;
        }
        passes *= 4;
    }
}
