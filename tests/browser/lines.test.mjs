// Item 38 of the acceptance checklist: lines of people through the package, in a page and in a worker, as in Node.

import assert from "node:assert/strict";

import { loadPackage } from "../node/package.mjs";
import { pageTest, url } from "./harness.mjs";

const SET = `attrmap: mapping-set/v1
name: phone
source: {name: phone, type: appuser}
target: {name: user, type: user}
rules:
  displayName: 'appuser.firstName + " " + appuser.lastName'
  year: 'appuser.age > 17 ? "grown" : "young"'
`;

/** So many bytes of a file are taken in at a time by the package. */
const PIECE = 1 << 20;

/** Lines of people with some that are none, of which the piece ends inside a character of several bytes. */
function lines() {
  const encoder = new TextEncoder();
  const line = (at) =>
    at % 1000 === 7 ? `oops ${at} é` : JSON.stringify({ firstName: `Zoë${at}`, lastName: "王伟😀", age: at % 40 === 3 ? "x" : at % 40 });
  let text = "";
  let size = 0;
  for (let at = 0; size < PIECE - 300; at += 1) {
    const next = `${line(at)}\n`;
    text += next;
    size += encoder.encode(next).length;
  }
  // The second byte of this letter is the first of the next piece.
  const start = '{"firstName":"';
  text += `${start}${"x".repeat(PIECE - 1 - size - start.length)}é","lastName":"王","age":20}\n`;
  for (let at = 0; at < 9000; at += 1) text += `${line(at)}\n`;
  text += '{"firstName":"last","lastName":"without an end of line","age":1}';
  const bytes = encoder.encode(text);
  assert.deepEqual([...bytes.slice(PIECE - 1, PIECE + 1)], [...encoder.encode("é")]);
  return { text, bytes };
}

/**
 * Maps the same lines as text, as bytes, and as what arrives of a stream in chunks of odd sizes, of which whole lines
 * go in and the rest is kept. It runs wherever the package does.
 */
async function mapAll({ address, set, text }) {
  const { default: init, LineMapper } = await import(address);
  await init();
  const mapper = new LineMapper(set);
  const bytes = new TextEncoder().encode(text);
  const decode = (output) => new TextDecoder("utf-8", { fatal: true }).decode(output);
  const whole = mapper.mapLines(bytes);
  const asText = mapper.mapLines(text);
  const streamed = { output: "", lines: 0, people: 0 };
  let rest = new Uint8Array();
  const take = (part) => {
    const { output, lines, people } = mapper.mapLines(part);
    streamed.output += decode(output);
    streamed.lines += lines;
    streamed.people += people;
  };
  const size = 65_537;
  for (let start = 0; start < bytes.length; start += size) {
    const chunk = bytes.subarray(start, start + size);
    const end = chunk.lastIndexOf(10) + 1;
    const joined = new Uint8Array(rest.length + end);
    joined.set(rest);
    joined.set(chunk.subarray(0, end), rest.length);
    if (end > 0) take(joined);
    const kept = end > 0 ? new Uint8Array() : rest;
    rest = new Uint8Array([...kept, ...chunk.subarray(end)]);
  }
  take(rest);
  const misuse = [];
  for (const wrong of [7, null, [], new Uint16Array(2)]) {
    try {
      mapper.mapLines(wrong);
      misuse.push("nothing");
    } catch (error) {
      misuse.push(error instanceof TypeError && error.message.length > 8);
    }
  }
  mapper.free();
  return { whole: { ...whole, output: decode(whole.output) }, asText, streamed, misuse };
}

/** What Node makes of the lines. */
async function inNode({ text, bytes }) {
  const { LineMapper } = await loadPackage();
  const mapper = new LineMapper(SET);
  const { output, ...rest } = mapper.mapLines(bytes);
  const summary = { ...rest, output: new TextDecoder().decode(output) };
  assert.equal(mapper.mapLines(text).output, summary.output);
  mapper.free();
  return summary;
}

function assertSame({ whole, asText, streamed, misuse }, expected) {
  assert.deepEqual(whole, expected);
  assert.deepEqual(asText, expected);
  const { output, lines, people } = expected;
  assert.deepEqual(streamed, { output, lines, people });
  assert.deepEqual(misuse, [true, true, true, true]);
}

const setting = (text) => ({ address: new URL("pkg/attrmap.js", url).href, set: SET, text });

pageTest("38: lines of people are mapped in a page as in Node, wherever they are cut", async ({ page }) => {
  const given = lines();
  const expected = await inNode(given);
  assert.ok(expected.lines - expected.people > 10, "lines that are no person are left out");
  assert.ok(expected.problems.some(({ code }) => code === "IMP-101") && expected.problems.some(({ attr }) => attr === "year"));
  assert.ok(expected.output.includes('"displayName":"Zoë0 王伟😀"') && !expected.output.includes("\ufffd"));
  await page.goto(new URL("embed/package.html", url).href);
  assertSame(await page.evaluate(mapAll, setting(given.text)), expected);
});

pageTest("38: lines of people are mapped in a worker as in Node, wherever they are cut", async ({ page }) => {
  const given = lines();
  await page.goto(new URL("embed/package.html", url).href);
  const mapped = await page.evaluate(
    ([code, given]) =>
      new Promise((done, failed) => {
        const answer = `onmessage = async ({ data }) => postMessage(await (${code})(data));`;
        const worker = new Worker(URL.createObjectURL(new Blob([answer], { type: "text/javascript" })), { type: "module" });
        worker.onmessage = ({ data }) => {
          worker.terminate();
          done(data);
        };
        worker.onerror = failed;
        worker.postMessage(given);
      }),
    [mapAll.toString(), setting(given.text)],
  );
  assertSame(mapped, await inNode(given));
});
