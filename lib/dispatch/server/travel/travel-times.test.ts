import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { SPREAD, WIDE_SPREAD } from "@/lib/dispatch/model/eta";
import { embeddedTravel } from "@/lib/dispatch/model/travel/embedded";
import { logger } from "@/lib/server/logger";
import { osrm } from "./osrm";
import { correctedTravel, RoutedTimes } from "./travel-times";
import { valhalla } from "./valhalla";

const NOW = Date.parse("2026-11-26T19:00:00Z");
const store = { lat: 54.32, lng: 10.13 };
const door = { lat: 54.33, lng: 10.14 };
const rider = { lat: 54.31, lng: 10.12 };
const embedded = embeddedTravel();
const request = { now: NOW, vehicles: ["bicycle" as const], places: [rider, store, door], embedded };

const portSchema = z.looseObject({ port: z.number() });
const matrixSchema = z.looseObject({ sources: z.array(z.unknown()), targets: z.array(z.unknown()) });

let server: Server | undefined;
const asked: { url: string; body: string }[] = [];

/** Starts a real server that answers with `answer`; returns its address. */
async function listen(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  asked.length = 0;
  const started = createServer(async (request, response) => {
    const body = (await request.setEncoding("utf8").toArray()).join("");
    asked.push({ url: request.url ?? "", body });
    answer(request, response, body);
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${portSchema.parse(started.address()).port}`;
}
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  vi.restoreAllMocks();
});

const json = (response: ServerResponse, value: unknown) =>
  response.setHeader("content-type", "application/json").end(JSON.stringify(value));

/** Each ride takes 100 s, more for each further place. */
function asOsrm(request: IncomingMessage, response: ServerResponse) {
  const query = new URL(request.url ?? "", "http://x").searchParams;
  const sides = [query.get("sources"), query.get("destinations")].map((side) => side?.split(";") ?? []);
  const [sources = [], targets = []] = sides;
  json(response, { code: "Ok", durations: sources.map((_, n) => targets.map((_to, m) => 100 + 10 * n + m)) });
}
function asValhalla(_: IncomingMessage, response: ServerResponse, body: string) {
  const { sources, targets } = matrixSchema.parse(JSON.parse(body));
  json(response, { sources_to_targets: sources.map(() => targets.map(() => ({ time: 240 }))) });
}

describe("travel times of a router", () => {
  test("come from the table of OSRM, once in an hour for each pair of cells", async () => {
    const times = new RoutedTimes(osrm(await listen(asOsrm)));
    const { travel, spread } = await times.timesFor(request);
    expect(spread).toBe(SPREAD);
    expect(travel("bicycle", rider, store)).toBe(101_000);
    expect(travel("bicycle", store, door)).toBe(112_000);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toContain("/table/v1/bike/10.12000,54.31000;10.13000,54.32000;10.14000,54.33000;");

    await times.timesFor({ ...request, places: [rider, { lat: 54.32004, lng: 10.13004 }, door] });
    expect(asked).toHaveLength(1);
    await times.timesFor({ ...request, now: NOW + 3_600_000 });
    expect(asked).toHaveLength(2);
  });

  test("come from the matrix of Valhalla, and an e-bike is faster than a bicycle", async () => {
    const times = new RoutedTimes(valhalla(await listen(asValhalla)));
    const { travel } = await times.timesFor({ ...request, vehicles: ["bicycle", "e-bike"] });
    expect(travel("bicycle", rider, store)).toBe(240_000);
    expect(travel("e-bike", rider, store)).toBe(200_000);
    expect(JSON.parse(asked[0]?.body ?? "")).toMatchObject({ costing: "bicycle" });
  });

  test("are asked for in tables that routers accept", async () => {
    const places = Array.from({ length: 60 }, (_, n) => ({ lat: 54.3 + n / 500, lng: 10.13 }));
    const times = new RoutedTimes(valhalla(await listen(asValhalla)));
    const { spread } = await times.timesFor({ ...request, places });
    expect(spread).toBe(SPREAD);
    expect(asked).toHaveLength(9);
  });

  test.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ["does not answer in time", () => undefined],
    ["fails", (_, response) => response.writeHead(500).end("{}")],
    ["answers with something else", (_, response) => json(response, { code: "Ok", durations: "none" })],
    ["has cut the connection", (_, response) => response.destroy()],
  ])("are the embedded ones, in a wider range, when the router %s", async (_, answer) => {
    const warn = vi.spyOn(logger, "warn").mockImplementation(() => undefined);
    const times = new RoutedTimes(osrm(await listen(answer)));
    const { travel, spread } = await times.timesFor(request);
    expect(spread).toBe(WIDE_SPREAD);
    expect(travel("bicycle", rider, store)).toBe(embedded("bicycle", rider, store));
    expect(warn).toHaveBeenCalledTimes(1);
  });

  test("are the embedded ones where no road leads", async () => {
    const answer = (_: IncomingMessage, response: ServerResponse) =>
      json(response, { code: "Ok", durations: [0, 1, 2].map(() => [null, null, null]) });
    const { travel } = await new RoutedTimes(osrm(await listen(answer))).timesFor(request);
    expect(travel("bicycle", rider, store)).toBe(embedded("bicycle", rider, store));
  });
});

test("travel times without a router are corrected by store, and between doors by the mean of the stores", () => {
  const stores = [
    { id: "a", place: store },
    { id: "b", place: rider },
  ];
  const travel = correctedTravel(new Map([["a", 1.5]]), stores);
  const plain = embedded("car", store, door);
  expect(travel("car", store, door) / plain).toBeCloseTo(1.5);
  expect(travel("car", door, store) / plain).toBeCloseTo(1.5);
  expect(travel("car", rider, door) / embedded("car", rider, door)).toBeCloseTo(1.5);
  expect(correctedTravel(new Map(), stores)("car", store, door)).toBe(plain);
});
