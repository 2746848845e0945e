import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failure } from "@/lib/commands/result";
import { createTransport } from "./transport";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Answer = ReturnType<typeof failure<never>>;

class UnknownAction extends Error {}

function openPage() {
  const sent: string[] = [];
  const held = new Map<string, PromiseWithResolvers<Answer>>();
  const hold = (door: string, key: string) => {
    sent.push(`${door} ${key}`);
    const answer = Promise.withResolvers<Answer>();
    held.set(`${door} ${key}`, answer);
    return answer.promise;
  };
  const send = createTransport({
    action: (_name, _input, { key }) => hold("action", key),
    route: (_name, _input, { key }) => hold("route", key),
    isUnknownAction: (error) => error instanceof UnknownAction,
  });
  return {
    sent,
    press: (key: string, timeoutMs?: number) =>
      send("acknowledge_orders", { order_ids: [] }, { key, timeoutMs }),
    answer: (request: string) => held.get(request)?.resolve(failure<never>("unavailable", request)),
    answerStale: (request: string) => held.get(request)?.resolve(failure<never>("stale_page", request)),
    fail: (request: string, error: Error) => held.get(request)?.reject(error),
    turn: () => vi.advanceTimersByTimeAsync(0),
  };
}

test("a command uses the server action while none is in flight, and the route otherwise", async () => {
  const page = openPage();
  const presses = ["first", "second", "third"].map((key) => page.press(key));
  expect(page.sent).toEqual(["action first", "route second", "route third"]);
  for (const request of ["route second", "route third", "action first"]) page.answer(request);
  expect(await Promise.all(presses)).toMatchObject([
    { message: "action first" },
    { message: "route second" },
    { message: "route third" },
  ]);
  void page.press("fourth");
  expect(page.sent.at(-1)).toBe("action fourth");
});

test("a stalled action rejects after 12 s, and later commands use the route meanwhile", async () => {
  const page = openPage();
  const stalled = expect(page.press("first")).rejects.toThrow("No answer in time");
  await vi.advanceTimersByTimeAsync(12_000);
  await stalled;
  const second = page.press("second");
  expect(page.sent).toEqual(["action first", "route second"]);
  page.answer("route second");
  expect(await second).toMatchObject({ message: "route second" });
});

test("a route that does not answer in time rejects", async () => {
  const page = openPage();
  void page.press("first", 60_000);
  const second = expect(page.press("second", 20_000)).rejects.toThrow("No answer in time");
  await vi.advanceTimersByTimeAsync(20_000);
  await second;
});

function holdsTwice(value: unknown, seen = new Set<unknown>()): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (seen.has(value)) return true;
  seen.add(value);
  return Object.values(value).some((each) => holdsTwice(each, seen));
}

test("an object that is in two places of an input is sent twice: the server reads no references", async () => {
  const sent: unknown[] = [];
  const place = { lat: 54.32, lng: 10.13 };
  const delivery = {
    ...({
      delivery_by: "riders",
      rider_fleet: "platform",
      dispatch_mode: "manual",
      sees_riders: true,
    } as const),
    place,
  };
  const input = { tenant_id: crypto.randomUUID(), delivery, before: { ...delivery } };
  const send = createTransport({
    action: async (_name, given) => {
      sent.push(given);
      return failure<never>("unavailable", "");
    },
    route: () => Promise.reject(new Error("not called")),
    isUnknownAction: () => false,
  });
  await send("set_store_delivery", input, { key: "key" });
  expect(sent).toEqual([input]);
  expect([holdsTwice(input), holdsTwice(sent[0])]).toEqual([true, false]);
});

describe("a page that stays open across a deployment", () => {
  const endings: [how: string, end: (page: ReturnType<typeof openPage>, request: string) => void][] = [
    ["the server does not know the action", (page, request) => page.fail(request, new UnknownAction())],
    ["the action is of another build", (page, request) => page.answerStale(request)],
  ];

  test.each(endings)("sends the press through the route, with its key, when %s", async (_, end) => {
    const page = openPage();
    const press = page.press("first");
    end(page, "action first");
    await page.turn();
    expect(page.sent).toEqual(["action first", "route first"]);
    page.answer("route first");
    expect(await press).toMatchObject({ message: "route first" });
  });

  test.each(endings)("uses the route for all later presses when %s", async (_, end) => {
    const page = openPage();
    void page.press("first");
    end(page, "action first");
    await page.turn();
    void page.press("second");
    void page.press("third");
    expect(page.sent).toEqual(["action first", "route first", "route second", "route third"]);
  });

  test("does not repeat a press whose outcome is unknown", async () => {
    const page = openPage();
    const press = expect(page.press("first")).rejects.toThrow("Failed to fetch");
    page.fail("action first", new TypeError("Failed to fetch"));
    await press;
    expect(page.sent).toEqual(["action first"]);
    void page.press("second");
    expect(page.sent.at(-1)).toBe("action second");
  });
});
