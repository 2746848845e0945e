import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cachedGeocoder } from "./cached-geocoder";
import type { Geocoder } from "./geocoder";
import { nominatim } from "./nominatim";
import { photon } from "./photon";

/** A directory on this machine that answers as each test says. */
let respond: (request: IncomingMessage, response: ServerResponse) => void;
const asked: URL[] = [];
const agents: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(new URL(request.url ?? "", "http://directory"));
  agents.push(request.headers["user-agent"]);
  respond(request, response);
});
let base = "";

beforeAll(async () => {
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The directory has no port");
  base = `http://127.0.0.1:${address.port}/geo`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  agents.length = 0;
});

const ADDRESS = { line1: "Harbour 7 & 8", postal_code: "12345", city: "Port Selby" };
const PLACE = { lat: 54.3219, lng: -10.1301 };
/** Long enough for an answer of this machine. */
const PATIENCE_MS = 2_000;

const json = (body: unknown, status = 200) => {
  respond = (_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
};

interface Directory {
  name: string;
  make: (base: string, patienceMs?: number) => Geocoder;
  answerOf: (place: { lat: number; lng: number }) => unknown;
  nothing: unknown;
  path: string;
  query: Record<string, string>;
}

const DIRECTORIES: Directory[] = [
  {
    name: "Photon",
    make: photon,
    answerOf: ({ lat, lng }) => ({
      type: "FeatureCollection",
      features: [{ type: "Feature", geometry: { type: "Point", coordinates: [lng, lat] }, properties: {} }],
    }),
    nothing: { type: "FeatureCollection", features: [] },
    path: "/geo/api",
    query: { q: "Harbour 7 & 8, 12345 Port Selby", limit: "1" },
  },
  {
    name: "Nominatim",
    make: nominatim,
    answerOf: ({ lat, lng }) => [
      { place_id: 1, lat: String(lat), lon: String(lng), display_name: "Harbour" },
    ],
    nothing: [],
    path: "/geo/search",
    query: {
      street: "Harbour 7 & 8",
      postalcode: "12345",
      city: "Port Selby",
      format: "jsonv2",
      limit: "1",
    },
  },
];

describe.each(DIRECTORIES)("$name", ({ make, answerOf, nothing, path, query }) => {
  const find = (patienceMs = PATIENCE_MS) => make(base, patienceMs)(ADDRESS);

  test("is asked for the address, and its best match is the place", async () => {
    json(answerOf(PLACE));
    expect(await find()).toEqual({ kind: "found", place: PLACE });
    expect(asked.map(({ pathname }) => pathname)).toEqual([path]);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual(query);
    expect(agents[0]).toContain("Platewire");
  });

  test("does not know every address", async () => {
    json(nothing);
    expect(await find()).toEqual({ kind: "unknown" });
  });

  test("may be slow: nobody waits longer than its patience", async () => {
    respond = () => undefined;
    expect(await find(30)).toEqual({ kind: "unavailable" });
  });

  test("may stop in the middle of an answer", async () => {
    respond = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("[");
    };
    expect(await find(60)).toEqual({ kind: "unavailable" });
  });

  test.each<[string, unknown, number?]>([
    ["an error", { error: "down" }, 503],
    ["a place beyond the earth", answerOf({ lat: 95, lng: 10 })],
    ["another shape", { features: [{ geometry: null }] }],
    ["null", null],
    ["a number without an end", answerOf({ lat: Number.NaN, lng: 10 })],
  ])("may answer %s", async (_, body, status) => {
    json(body, status);
    expect(await find()).toEqual({ kind: "unavailable" });
  });

  test("may answer something that is no JSON", async () => {
    respond = (_, response) => response.end("<html>busy</html>");
    expect(await find()).toEqual({ kind: "unavailable" });
  });

  test("may send far more than an answer: it is cut off", async () => {
    let sent = 0;
    respond = (_, response) => {
      const chunk = Buffer.alloc(64 * 1024, " ");
      const more = () => {
        while (sent < 64 * 1024 * 1024 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return;
        }
      };
      response.on("drain", more);
      more();
    };
    expect(await find()).toEqual({ kind: "unavailable" });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  test("may lead elsewhere: it is not followed", async () => {
    respond = (_, response) => {
      response.writeHead(302, { location: "http://169.254.169.254/" });
      response.end();
    };
    expect(await find()).toEqual({ kind: "unavailable" });
  });

  test("may not be there", async () => {
    expect(await make("http://127.0.0.1:1/geo", PATIENCE_MS)(ADDRESS)).toEqual({ kind: "unavailable" });
  });
});

describe("remembered answers", () => {
  const counted = (answer: () => ReturnType<Geocoder>) => {
    let questions = 0;
    let time = 0;
    const find = cachedGeocoder(
      () => {
        questions += 1;
        return answer();
      },
      () => time,
    );
    return {
      find,
      questions: () => questions,
      pass: (ms: number) => {
        time += ms;
      },
    };
  };
  const HOUR = 3_600_000;

  test("a place is asked for once a day, however its address is written, and at the same time once", async () => {
    const { find, questions, pass } = counted(async () => ({ kind: "found", place: PLACE }));
    await Promise.all([find(ADDRESS), find({ ...ADDRESS, line1: "HARBOUR 7 & 8" })]);
    pass(23 * HOUR);
    expect(await find(ADDRESS)).toEqual({ kind: "found", place: PLACE });
    expect(questions()).toBe(1);
    pass(2 * HOUR);
    await find(ADDRESS);
    expect(questions()).toBe(2);
  });

  test("an address that is unknown is asked for again after ten minutes, one without an answer at once", async () => {
    const unknown = counted(async () => ({ kind: "unknown" }));
    await unknown.find(ADDRESS);
    unknown.pass(HOUR / 6 - 1);
    await unknown.find(ADDRESS);
    expect(unknown.questions()).toBe(1);
    unknown.pass(1);
    await unknown.find(ADDRESS);
    expect(unknown.questions()).toBe(2);
    const down = counted(async () => ({ kind: "unavailable" }));
    await down.find(ADDRESS);
    await down.find(ADDRESS);
    expect(down.questions()).toBe(2);
  });

  test("more than eight open questions are refused, until one is answered", async () => {
    const waiting: (() => void)[] = [];
    const { find } = counted(
      () => new Promise((resolve) => waiting.push(() => resolve({ kind: "unknown" }))),
    );
    const ask = (n: number) => find({ ...ADDRESS, line1: `Harbour ${n}` });
    const first = Array.from({ length: 8 }, (_, n) => ask(n));
    expect(await ask(100)).toEqual({ kind: "unavailable" });
    for (const answer of waiting) answer();
    expect(await Promise.all(first)).toEqual(first.map(() => ({ kind: "unknown" })));
    const late = ask(100);
    for (const answer of waiting) answer();
    expect(await late).toEqual({ kind: "unknown" });
  });
});
