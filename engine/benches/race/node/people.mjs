// W6: everybody held inside the package, one rule edited: compile it, all results, their counts.

import { WORKLOADS } from "./single.mjs";
import { printTimes, race } from "./stopwatch.mjs";

/** What the page shows of the results at once. */
const WINDOW = { from: 0, count: 50 };

/** Checks and times each workload over everybody, and says what holding them takes. */
export async function evaluateAll(attrmap, memory, bytes, pace) {
  const users = bytes.toString().trimEnd().split("\n").map((line) => JSON.parse(line));
  let sizes;
  for (const workload of WORKLOADS) {
    const people = attrmap.People.fromLines(bytes, { root: workload.root });
    sizes ??= { held: people.bytes, inside: memory.buffer.byteLength };
    const text = workload.attrmap;
    const entrants = [
      { name: "by hand: objects, array of results, counts", pass: () => byHand(workload, users) },
      {
        name: "attrmap: compile, all results, counts, a window of 50",
        note: checked(attrmap, people, workload, users),
        pass: () => {
          const program = attrmap.compile(text);
          const answers = program.evaluateAll(people);
          const shown = [answers.counts, answers.window(WINDOW)];
          answers.free();
          program.free();
          return shown;
        },
      },
      {
        name: "attrmap: compile, all results out",
        pass: () => {
          const program = attrmap.compile(text);
          const results = program.evaluateMany(people);
          program.free();
          return results;
        },
      },
    ].map((entrant) => ({ ...entrant, items: users.length }));
    await race(entrants, pace);
    printTimes(`W6 with ${workload.name}: a person of ${users.length}`, entrants);
    people.free();
  }
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `\n${users.length} people held in wasm take ${megabytes(sizes.held)}, ` +
      `${(sizes.held / bytes.length).toFixed(2)} × their ${megabytes(bytes.length)} of JSON; ` +
      `the module's memory has ${megabytes(sizes.inside)} then.`,
  );
}

function byHand({ byHand: rule }, users) {
  const results = new Array(users.length);
  const counts = { value: 0, empty: 0 };
  for (let row = 0; row < users.length; row += 1) {
    const result = String(rule(users[row]));
    results[row] = result;
    if (result === "") counts.empty += 1;
    else counts.value += 1;
  }
  return { results, counts };
}

/** For how many the result is not the one by hand. */
function checked(attrmap, people, workload, users) {
  const program = attrmap.compile(workload.attrmap);
  const { text, ends } = program.evaluateMany(people);
  program.free();
  const { results } = byHand(workload, users);
  const isWrong = (row) => text.slice(row ? ends[row - 1] : 0, ends[row]) !== results[row];
  const wrong = results.filter((_, row) => isWrong(row)).length;
  return wrong ? `wrong for ${wrong} of ${users.length}` : "";
}
