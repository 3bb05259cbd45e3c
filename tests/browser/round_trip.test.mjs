// The round trip: one person through all directions, and the picture of what feeds what.

import assert from "node:assert/strict";

import { assertAccessible, open, pageTest } from "./harness.mjs";
import { choosePerson, type, waitForText } from "./handles.mjs";

async function openRoundTrip(page) {
  await open(page);
  await page.getByRole("tab", { name: "Round trip" }).click();
  return page.getByTestId("round-trip-leg");
}

const steps = (leg) =>
  leg.getByTestId("round-trip-step").evaluateAll((rows) =>
    rows.map((row) => `${row.dataset.effect}: ${row.textContent}`),
  );

pageTest("a value is followed from the directory to the app and back", async ({ page }) => {
  const legs = await openRoundTrip(page);
  const directions = await legs.locator("h4 span:first-child").allTextContents();
  assert.deepEqual(directions, [
    "Active Directory → Okta",
    "Okta → Office@Hand",
    "Office@Hand → Okta",
    "Okta → Active Directory",
  ]);
  const back = await steps(legs.nth(2));
  assert.ok(back.some((step) => step.startsWith("change: primaryPhone") && step.includes("+15550100125#null")), back);
  const written = await steps(legs.nth(3));
  assert.ok(written.some((step) => step.includes("telephoneNumber") && step.includes("+15550100125#null")), written);
  await assertAccessible(page);
});

pageTest("what is typed and who is chosen changes the way at once", async ({ page }) => {
  const legs = await openRoundTrip(page);
  await type(page, '"#" + appuser.userName');
  await waitForText(legs.nth(3), "#farah@example.com");
  await choosePerson(page, "Dana Reyes");
  await waitForText(legs.nth(3), "#dana@example.com");
  await waitForText(page.locator("#am-trip-title"), "Dana Reyes on the way through all directions");
});

pageTest("what feeds what is drawn, and the same is a list", async ({ page }) => {
  await openRoundTrip(page);
  const picture = page.getByRole("img", { name: "What feeds what" });
  await picture.scrollIntoViewIfNeeded();
  const feeds = page.getByTestId("flow-feed");
  assert.equal(await picture.locator(".am-flow-line").count(), await feeds.count());
  const texts = await feeds.allTextContents();
  assert.ok(texts.includes("Office@Hand extensionNumber → Okta primaryPhone · Office@Hand comes first"), texts);
  assert.ok(
    texts.includes("Okta primaryPhone → Active Directory telephoneNumber · in a circle"),
    texts,
  );
  const circles = page.locator("[data-testid=flow-feed][data-circle=true]");
  assert.equal(await picture.locator(".am-flow-circle").count(), await circles.count());
  const box = await picture.boundingBox();
  const panel = await page.locator("#am-bottom-panel").boundingBox();
  assert.ok(box.width <= panel.width, "the picture is not wider than its panel");
});
