// Entrants → processor time per item in each of several rounds, all in the order of one process.

/** Microseconds of processor time of this process, with its threads for garbage and compiling. */
const clock = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/**
 * Times every entrant once a round, so that what disturbs a round disturbs all.
 *
 * An entrant has `pass`, which may be asynchronous, and `items`, what a pass does. Adds `times` to
 * each: nanoseconds per item, sorted.
 */
export async function race(entrants, { rounds, sample }) {
  for (const entrant of entrants) {
    entrant.times = [];
    entrant.passes = 1;
    // Warm: the engine compiles what runs often.
    for (let all = 0; all < 8 * sample; ) {
      const time = await timed(entrant);
      all += time;
      entrant.passes = Math.max(1, Math.ceil((entrant.passes * sample) / Math.max(time, 1)));
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const entrant of entrants) {
      await entrant.pass();
      const time = await timed(entrant);
      entrant.times.push((time * 1000) / entrant.passes / entrant.items);
    }
  }
  for (const { times } of entrants) times.sort((one, other) => one - other);
}

async function timed({ pass, passes, isAsync }) {
  const begin = clock();
  if (isAsync) for (let i = 0; i < passes; i += 1) await pass();
  else for (let i = 0; i < passes; i += 1) pass();
  return clock() - begin;
}

/** Prints the times of the entrants as a Markdown table; ratios are to the first. */
export function printTimes(title, entrants, unit = "ns") {
  const scale = { ns: 1, µs: 1e3, ms: 1e6 }[unit];
  console.log(`\n### ${title}, ${unit} of processor time, node ${process.version}\n`);
  console.log("| | min | median | max | min ÷ first | median ÷ first | |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
  const [first] = entrants;
  for (const entrant of entrants) {
    const { name, note, times } = entrant;
    const ratios = [min(entrant) / min(first), median(entrant) / median(first)];
    const cells = [min(entrant), median(entrant), times.at(-1)].map((time) => (time / scale).toFixed(1));
    console.log(`| ${[name, ...cells, ...ratios.map((ratio) => ratio.toFixed(2)), note ?? ""].join(" | ")} |`);
  }
}

export const min = ({ times }) => times[0];
export const median = ({ times }) => times[times.length >> 1];
