import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveOneOrder } from "@/test/fuzz/order-flow";
import { findUnreached } from "@/test/fuzz/report";
import { fuzzEnvironment, fuzzServer, type ServerOutcome } from "@/test/fuzz/server-run";
import { type AppServer, startApp } from "@/test/support/app-server";

/** The short form of `npm run fuzz` for the running application. Too short to judge its memory. */

const SEED = 20_261_126;
const SHARES = { routes: 3_400, pages: 240, actions: 100 };
const folder = mkdtempSync(join(tmpdir(), "platewire-fuzz-"));
let app: AppServer;
let outcome: ServerOutcome;

beforeAll(async () => {
  app = await startApp({ env: fuzzEnvironment(folder) });
  outcome = await fuzzServer(app, folder, { seed: SEED, shares: SHARES });
});
afterAll(async () => {
  await app.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test(`no input is answered with 5xx, left without an answer or logged as an error (npm run fuzz -- --seed ${SEED})`, () => {
  expect(outcome.faults).toEqual([]);
});

test("the code of every method of every route is reached", () => {
  expect(findUnreached(outcome)).toEqual([]);
});

test("the server still serves an order", async () => {
  await serveOneOrder(app);
});
