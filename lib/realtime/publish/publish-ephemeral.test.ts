import { after } from "next/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import type { BusMessage } from "@/lib/realtime/bus/bus";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { publishEphemeral } from "./publish";
import { publishHeld } from "./publish-ephemeral";

// The platform's `after` exists only inside of a request.
vi.mock("next/server", () => ({ after: vi.fn() }));

const place = defineEvent({
  name: "rider_place",
  durability: "ephemeral",
  priority: "normal",
  schema: z.object({ rider: z.string(), n: z.number() }),
  key: ({ rider }) => rider,
  throttle: true,
});
const typing = defineEvent({
  name: "typing",
  durability: "ephemeral",
  priority: "low",
  schema: z.object({ who: z.string() }),
});

const requests: (readonly BusMessage[])[] = [];
const published = () => requests.flat().map(({ key, data }) => `${key}${JSON.parse(data).n ?? ""}`);
const publishPlace = (rider: string, n: number, channel = "broadcast") =>
  publishEphemeral([{ channel, event: place, data: { rider, n } }]);
const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  provideBus({ ...memoryBus(1), publish: async (messages) => void requests.push(messages) });
});
afterEach(async () => {
  await passes(5_000);
  requests.length = 0;
  provideBus(undefined);
  vi.mocked(after).mockReset();
  vi.useRealTimers();
});

describe("publishing a throttled event", () => {
  test("sends one request a second to the bus, however often it is published, and ends with the last value", async () => {
    for (let n = 0; n < 300; n++) {
      publishPlace("ana", n);
      await passes(10);
    }
    await passes(1_000);
    expect(published()).toEqual(["ana0", "ana99", "ana199", "ana299"]);
  });

  test("throttles each key, channel and type separately, and publishes what is due together in one request", async () => {
    publishPlace("ana", 1);
    publishPlace("bo", 1);
    publishPlace("ana", 1, "role:admin");
    publishEphemeral([{ channel: "broadcast", event: typing, data: { who: "Lena" } }]);
    publishEphemeral([{ channel: "broadcast", event: typing, data: { who: "Lena" } }]);
    publishPlace("ana", 2);
    publishPlace("bo", 2);
    await passes(500);
    expect(requests.flat()).toHaveLength(5);
    await passes(500);
    expect(requests.flat()).toHaveLength(7);
    expect(requests.at(-1)?.map(({ key }) => key)).toEqual(["ana", "bo"]);
  });

  test("keeps each publishing request alive until its value, or a newer one, has been published", async () => {
    publishPlace("ana", 1);
    publishPlace("ana", 2);
    publishPlace("ana", 3);
    const kept = vi.mocked(after).mock.calls.map(([work]) => work);
    expect(kept).toHaveLength(3);
    const finished: number[] = [];
    for (const [index, work] of kept.entries())
      if (work instanceof Promise) void work.then(() => finished.push(index));
    await passes(900);
    expect(finished).toEqual([0]);
    await passes(100);
    expect(finished).toEqual([0, 1, 2]);
    expect(published()).toEqual(["ana1", "ana3"]);
  });

  test("publishes held messages immediately and once when the process ends", async () => {
    publishPlace("ana", 1);
    publishPlace("ana", 2);
    publishHeld();
    await passes(0);
    expect(published()).toEqual(["ana1", "ana2"]);
    await passes(2_000);
    expect(published()).toEqual(["ana1", "ana2"]);
  });

  test("refuses a key that is too long", () => {
    expect(() => publishPlace("x".repeat(101), 1)).toThrow("rider_place");
  });
});
