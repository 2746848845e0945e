import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restClient } from "../../e2e/support/rest-client";
import { type AppServer, startApp } from "../support/app-server";
import { NO_LIMITS } from "../support/no-limits";
import { signInAs } from "../support/sign-in";

const METRICS_TOKEN = "a token for the figures";
const STATEMENTS = /^platewire_database_statements_total (\d+)$/m;
let app: AppServer;
const TIMEOUT = 180_000;

beforeAll(async () => {
  app = await startApp({ env: { ...NO_LIMITS, METRICS_TOKEN } });
});
afterAll(() => app.dispose());

async function readStatements(): Promise<number> {
  const answer = await fetch(`${app.url}/api/metrics`, {
    headers: { Authorization: `Bearer ${METRICS_TOKEN}` },
  });
  return Number(STATEMENTS.exec(await answer.text())?.[1]);
}

async function load(path: string, Cookie: string): Promise<number> {
  const before = await readStatements();
  const page = await fetch(`${app.url}${path}`, { headers: { Cookie } });
  expect(page.status).toBe(200);
  await page.text();
  return (await readStatements()) - before;
}

/** Returns the minimum of several loads: the process's own sweeps add statements to some of them. */
async function countStatements(path: string, cookie: string): Promise<number> {
  let fewest = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 5; time += 1) fewest = Math.min(fewest, await load(path, cookie));
  return fewest;
}

describe("the first load of a page", () => {
  test.each([
    ["/orders", "lena@demo.test", 6],
    ["/partner/sushi-bar", "ana@demo.test", 8],
  ])(
    "%s takes few statements, however many orders there are",
    async (path, person, atMost) => {
      const lena = await signInAs(app.url, "lena@demo.test");
      const rest = restClient(app.url, { Cookie: lena });
      for (let n = 0; n < 3; n += 1) await rest.order("sushi-bar", ["Dragon roll"]);
      const cookie = await signInAs(app.url, person);
      const few = await countStatements(path, cookie);
      expect(few).toBeGreaterThanOrEqual(3);
      expect(few).toBeLessThanOrEqual(atMost);
      for (let n = 0; n < 5; n += 1) await rest.order("sushi-bar", ["Dragon roll", "Rainbow roll"]);
      expect(await countStatements(path, cookie)).toBe(few);
    },
    TIMEOUT,
  );
});

describe("a menu page from the server's cache", () => {
  test(
    "takes two statements for a visitor besides what the platform says, and the same two besides those of every live page for others",
    async () => {
      expect(await countStatements("/sushi-bar", "")).toBeLessThanOrEqual(1 + 2);
      // The session, the position of the person's channels, the active orders in the header, and what the platform says.
      const lena = await signInAs(app.url, "lena@demo.test");
      expect(await countStatements("/sushi-bar", lena)).toBeLessThanOrEqual(4 + 2);
    },
    TIMEOUT,
  );
});
