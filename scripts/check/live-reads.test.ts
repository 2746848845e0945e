import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Queries whose data is kept current by events. */
const LIVE_QUERIES = [
  "getBoard",
  "readTeam",
  "readPayout",
  "listStoreRefunds",
  "listAllRefunds",
  "getMenu",
  "getOrder",
  "listStorefronts",
  "listMyActiveOrders",
  "listMyOrders",
  "listTokens",
  "listBroadcasts",
  "readPerson",
  "readStoreForAdmins",
  "listAudit",
  "listOpenAppeals",
  "readInForce",
  "readSwitches",
  "readBackgroundWork",
  "readDispatchView",
  "readPrinting",
  "readTenant",
  "readFiguresPage",
  "readFleet",
  "readRiderHome",
  "readOrderLog",
];
const PROVIDER = "app/(live)/layout.tsx";

const sources = globSync("app/**/*.{ts,tsx}")
  .filter((path) => !path.startsWith("app/api/"))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

describe("a page", () => {
  const live = sources.filter(({ text }) => LIVE_QUERIES.some((query) => text.includes(`${query}(`)));

  test.each(live)("$path reads its live data through readLive", ({ text }) => {
    expect(text).toContain('import { readLive } from "@/lib/server/read-live";');
    const [, ...reads] = text.split("readLive(");
    for (const query of LIVE_QUERIES)
      expect(reads.join("").split(`${query}(`)).toHaveLength(text.split(`${query}(`).length);
  });

  test("that is known to read live data is found by this check", () => {
    expect(live.map(({ path }) => path)).toContain("app/(live)/partner/[tenant]/layout.tsx");
  });

  test.each(["lib/menu/server/queries.ts", "lib/menu/server/storefronts.ts"])(
    "gets the status of a restaurant from %s as it is after the position, not as it was read before",
    (path) => {
      expect(readFileSync(path, "utf8")).not.toMatch(/\b(getTenant|listTenants)\b/);
    },
  );

  test("does not handle the stream's position itself", () => {
    const users = sources.filter(({ text }) => /\b(streamPosition|readPosition)\b/.test(text));
    expect(users.map(({ path }) => path)).toEqual([PROVIDER]);
  });
});
