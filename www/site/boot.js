// Starts the page: nothing inline, so that the content policy can stay strict.
import init from "./app/playground.js";

await init();
