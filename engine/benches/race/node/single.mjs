// W1 to W4 in node: by hand, attrmap's package, and other engines.

import * as cel from "@marcbachmann/cel-js";
import jsonata from "jsonata";
import spel2js from "spel2js";

import { printTimes, race } from "./stopwatch.mjs";

/** How many people a pass is about. */
const TIMED = 256;

const { SpelExpressionEvaluator: spel } = spel2js;

/** Each workload by hand and in every language. */
export const WORKLOADS = [
  {
    name: "W1, the seed rule",
    root: "appuser",
    byHand: (user) => `${user.directNumber ?? ""}#${user.extensionNumber}`,
    attrmap:
      '(appuser.directNumber != null ? appuser.directNumber : "") + "#" + appuser.extensionNumber',
    cel: '(user.directNumber != null ? user.directNumber : "") + "#" + user.extensionNumber',
    spel: "(user.directNumber != null ? user.directNumber : '') + '#' + user.extensionNumber",
    jsonata: '(user.directNumber != null ? user.directNumber : "") & "#" & user.extensionNumber',
  },
  {
    name: "W2, a name",
    root: "user",
    byHand: (user) => `${user.lastName}, ${user.firstName}`,
    attrmap: 'user.lastName + ", " + user.firstName',
    cel: 'user.lastName + ", " + user.firstName',
    spel: "user.lastName + ', ' + user.firstName",
    jsonata: 'user.lastName & ", " & user.firstName',
  },
  {
    name: "W3, a user name",
    root: "user",
    byHand: ({ email, lastName }) =>
      `${email == null ? "" : email.slice(0, email.indexOf("@")).toLowerCase()}.${lastName == null ? "" : lastName.slice(0, 3)}`,
    attrmap:
      '(user.email != null ? String.toLowerCase(String.substringBefore(user.email, "@")) : "") + "." + (user.lastName != null ? String.substring(user.lastName, 0, 3) : "")',
    cel: '(user.email != null ? user.email.split("@")[0].lowerAscii() : "") + "." + (user.lastName != null ? user.lastName.substring(0, 3) : "")',
    spel: "(user.email != '' ? user.email.substring(0, user.email.indexOf('@')).toLowerCase() : '') + '.' + (user.lastName != null ? user.lastName.substring(0, 3) : '')",
    jsonata:
      '(user.email != null ? $lowercase($substringBefore(user.email, "@")) : "") & "." & (user.lastName != null ? $substring(user.lastName, 0, 3) : "")',
  },
  {
    name: "W4, a group rule",
    root: "user",
    byHand: (user) =>
      (user.salary > 1000000 && !user.isContractor) || user.department.includes("Sales"),
    attrmap:
      'user.salary > 1000000 AND !user.isContractor OR String.stringContains(user.department, "Sales")',
    cel: 'user.salary > 1000000.0 && !user.isContractor || user.department.contains("Sales")',
    spel: "user.salary > 1000000 && !user.isContractor || user.department.indexOf('Sales') > -1",
    jsonata:
      'user.salary > 1000000 and $not(user.isContractor) or $contains(user.department, "Sales")',
  },
];

/** What the rules read and some people lack. */
const OPTIONAL = ["email", "directNumber"];

/** The person with something in the place of what is null or missing. */
const filled = (user, filling) => {
  const copy = { ...user };
  for (const name of OPTIONAL) copy[name] ??= filling;
  return { user: copy };
};

/** Checks and times everybody on each workload. */
export async function evaluateOne(attrmap, people, pace) {
  for (const workload of WORKLOADS) {
    const program = attrmap?.compile(workload.attrmap);
    const rooted = (user) => ({ [workload.root]: user });
    const entrants = [contender("by hand", people, (user) => user, workload.byHand)];
    if (program) {
      const evaluate = (person) => program.evaluate(person).text;
      entrants.push(
        contender("attrmap: from an object", people, rooted, evaluate),
        contender("attrmap: from JSON text", people, (user) => JSON.stringify(rooted(user)), evaluate),
      );
    }
    entrants.push(...peers(workload, people));
    for (const entrant of entrants) await check(entrant, people, workload.byHand);
    await race(entrants, pace);
    printTimes(`${workload.name}: one evaluation`, entrants);
    program?.free();
  }
}

function peers(workload, people) {
  const ofCel = cel.parse(workload.cel);
  const ofSpel = spel.compile(workload.spel);
  const ofJsonata = jsonata(workload.jsonata);
  const withNull = (user) => filled(user, null);
  return [
    contender("@marcbachmann/cel-js 8.0.0", people, withNull, (person) => ofCel(person)),
    {
      ...contender("spel2js 0.2.9", people, (user) => filled(user, ""), (person) => ofSpel.eval(person)),
      note: "null and missing replaced by an empty text: it fails on null",
    },
    contender("jsonata 2.2.2 (asynchronous)", people, withNull, (person) => ofJsonata.evaluate(person), true),
  ];
}

/** Somebody who answers for a person in his own prepared form. */
function contender(name, people, prepare, run, isAsync = false) {
  const timed = people.slice(0, TIMED).map(prepare);
  const contender = { name, prepare, run, isAsync, items: timed.length, kept: undefined };
  contender.pass = isAsync
    ? async () => {
        for (const person of timed) contender.kept = await run(person);
      }
    : () => {
        for (const person of timed) contender.kept = run(person);
      };
  return contender;
}

async function check(entrant, people, byHand) {
  let wrong = 0;
  for (const user of people) {
    // The package gives the text of a value, whatever its type.
    if (String(await entrant.run(entrant.prepare(user))) !== String(byHand(user))) wrong += 1;
  }
  if (wrong) entrant.note = `${entrant.note ?? ""} wrong for ${wrong} of ${people.length}`.trim();
}

/** Times every engine compiling W1 and W3. */
export async function compileOne(attrmap, pace) {
  for (const workload of WORKLOADS) {
    const compiler = (name, pass) => ({ name, pass, items: 1 });
    const entrants = [
      ...(attrmap ? [compiler("attrmap", () => attrmap.compile(workload.attrmap).free())] : []),
      compiler("@marcbachmann/cel-js 8.0.0", () => cel.parse(workload.cel)),
      compiler("spel2js 0.2.9", () => spel.compile(workload.spel)),
      compiler("jsonata 2.2.2", () => jsonata(workload.jsonata)),
    ];
    await race(entrants, pace);
    printTimes(`${workload.name}: one compilation`, entrants, "µs");
  }
}
