import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failure } from "@/lib/commands/result";
import { createTransport } from "./transport";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function openPage() {
  const sent: string[] = [];
  const answers = new Map<string, () => void>();
  const hold = (door: string, key: string) => {
    sent.push(`${door} ${key}`);
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof failure<never>>>();
    answers.set(key, () => resolve(failure<never>("unavailable", `${door} ${key}`)));
    return promise;
  };
  const transport = createTransport({
    action: (_name, _input, { key }) => hold("action", key),
    route: (_name, _input, { key }) => hold("route", key),
  });
  return {
    sent,
    press: (key: string, timeoutMs?: number) =>
      transport.send("acknowledge_orders", { order_ids: [] }, { key, timeoutMs }),
    runAction: () => transport.runAction(() => hold("action", "quote")),
    answer: (key: string) => answers.get(key)?.(),
  };
}

test("a command uses the server action while none is in flight, and the route otherwise", async () => {
  const page = openPage();
  const presses = ["first", "second", "third"].map((key) => page.press(key));
  expect(page.sent).toEqual(["action first", "route second", "route third"]);
  for (const key of ["second", "third", "first"]) page.answer(key);
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
  page.answer("second");
  expect(await second).toMatchObject({ message: "route second" });
});

test("a route that does not answer in time rejects", async () => {
  const page = openPage();
  void page.press("first", 60_000);
  const second = expect(page.press("second", 20_000)).rejects.toThrow("No answer in time");
  await vi.advanceTimersByTimeAsync(20_000);
  await second;
});

test("commands do not wait for other server actions of the page", async () => {
  const page = openPage();
  const quote = page.runAction();
  void page.press("first");
  page.answer("quote");
  await quote;
  void page.press("second");
  expect(page.sent).toEqual(["action quote", "route first", "action second"]);
});
