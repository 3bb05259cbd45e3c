// Many people, and how they come into the page.

import { waitForText } from "./handles.mjs";

/** A table of so many people, nearly 300 bytes for each: every tenth lacks an extension. */
export function crowd(count) {
  const lines = ["userName,firstName,lastName,directNumber,extensionNumber,department,title,city,street,costCenter,manager,note"];
  for (let at = 0; at < count; at += 1) {
    const name = `person${at}`;
    lines.push(
      [
        `${name}@example.com`,
        `Given${at % 97}`,
        `Family${at}`,
        `+1555${String(1_000_000 + at)}`,
        at % 10 === 0 ? "" : String(10_000 + at),
        `Department ${at % 23}`,
        `Title of somebody who does many things ${at % 41}`,
        `City ${at % 61}`,
        `${at} Mill Lane, Building ${at % 7}, Floor ${at % 30}`,
        `CC-${String(at % 500).padStart(6, "0")}`,
        `person${Math.floor(at / 10)}@example.com`,
        "a note of the usual length, which nobody reads ".repeat(1 + (at % 2)).trim(),
      ].map((field) => (field.includes(",") ? `"${field}"` : field)).join(","),
    );
  }
  return `${lines.join("\n")}\n`;
}

/** Puts the people of a table in the place of all others. */
export async function replacePeople(page, csv, count) {
  await page.getByRole("button", { name: "Import" }).click();
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await page.getByLabel("Choose a file").setInputFiles(file);
  await page.getByRole("button", { name: "Replace people" }).click();
  await waitForText(page.getByTestId("grid-count"), `${count.toLocaleString("en")} people`);
  await waitUntilFresh(page);
}

/** Waits until what is shown about everybody is about the present state. */
export async function waitUntilFresh(page) {
  await page.locator(".am-app[data-fresh=true]").waitFor();
}
