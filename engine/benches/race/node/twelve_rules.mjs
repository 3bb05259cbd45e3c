// The twelve rules of W5 by hand: NDJSON in, NDJSON out, block by block.

import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";

const [people, results] = process.argv.slice(2);
const out = createWriteStream(results);
const decoder = new TextDecoder();
let rest = "";
for await (const block of createReadStream(people, { highWaterMark: 1 << 20 })) {
  const lines = (rest + decoder.decode(block, { stream: true })).split("\n");
  rest = lines.pop();
  let text = "";
  for (const line of lines) text += `${JSON.stringify(mapped(JSON.parse(line)))}\n`;
  if (!out.write(text)) await once(out, "drain");
}
out.end();
await once(out, "finish");

function mapped(user) {
  const email = user.email ?? null;
  return {
    userName: user.login ?? null,
    email,
    givenName: user.firstName ?? null,
    familyName: user.lastName ?? null,
    displayName: `${user.lastName}, ${user.firstName}`,
    phone: `${user.directNumber ?? ""}#${user.extensionNumber}`,
    nickName: `${email === null ? "" : email.slice(0, email.indexOf("@")).toLowerCase()}.${user.lastName.slice(0, 3)}`,
    title: user.title ?? null,
    department: user.department ?? null,
    costCenter: `CC-${user.costCenter}`,
    isSales: (user.salary > 1000000 && !user.isContractor) || user.department.includes("Sales"),
    location: `${user.city}, ${user.countryCode}`,
  };
}
