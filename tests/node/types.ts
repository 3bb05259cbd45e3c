// What a program in TypeScript may rely on; compiled by `types.test.mjs`, never run.

import init, { version } from "attrmap";

await init();
export const text: string = version();
// @ts-expect-error: the version is text
export const number: number = version();
