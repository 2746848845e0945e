import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPresenceReporter, type Report } from "./presence-reporter";
import { ALONE_MS, PAUSE_MS, WITH_COLLEAGUES_MS } from "./report-due";

const PIZZA = "0195f6a8-0000-7000-8000-000000000001";
const SOUP = "0195f6a8-0000-7000-8000-000000000002";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function open(answer: () => Promise<"taken" | "refused" | "signed_out"> = async () => "taken") {
  const said: (Report & { at: number })[] = [];
  const left: Report[] = [];
  const reporter = createPresenceReporter({
    report: (report) => {
      said.push({ ...report, at: performance.now() });
      return answer();
    },
    reportLeaving: (report) => left.push(report),
    random: () => 0.5,
  });
  return { said, left, reporter };
}

describe("a tab with a board", () => {
  test("asks who else is here when it comes, and reports seldom while nobody is", async () => {
    const { said, reporter } = open();
    reporter.come();
    await pass(ALONE_MS - 1);
    expect(said).toMatchObject([{ seq: 1, is_here: true, order_id: null, asks: true }]);
    await pass(1);
    expect(said).toHaveLength(2);
    expect(said[1]).toMatchObject({ seq: 2, asks: false });
  });

  test("reports every few seconds while colleagues are there", async () => {
    const { said, reporter } = open();
    reporter.come();
    await pass(0);
    reporter.setHasColleagues(true);
    await pass(3 * WITH_COLLEAGUES_MS);
    expect(said).toHaveLength(4);
  });

  test("reports an order that is looked at within a second, and only the last of several", async () => {
    const { said, reporter } = open();
    reporter.come();
    await pass(100);
    reporter.look(SOUP);
    reporter.look(null);
    reporter.look(PIZZA);
    await pass(PAUSE_MS);
    expect(said.map(({ order_id }) => order_id)).toEqual([null, PIZZA]);
    reporter.look(PIZZA);
    await pass(10 * PAUSE_MS);
    expect(said).toHaveLength(2);
  });

  test("answers a colleague who comes within a second", async () => {
    const { said, reporter } = open();
    reporter.come();
    await pass(20_000);
    reporter.answer();
    await pass(PAUSE_MS / 2 - 1);
    expect(said).toHaveLength(1);
    await pass(1);
    expect(said).toHaveLength(2);
  });

  test("says once that it has left, and nothing after it until it comes back", async () => {
    const { said, left, reporter } = open();
    reporter.leave();
    reporter.come();
    await pass(0);
    reporter.look(PIZZA);
    reporter.leave();
    reporter.leave();
    await pass(10 * ALONE_MS);
    expect(said).toHaveLength(1);
    expect(left).toMatchObject([{ is_here: false, order_id: null }]);
    reporter.come();
    await pass(0);
    expect(said[1]).toMatchObject({ is_here: true, order_id: PIZZA, asks: true });
    expect(said[1]?.seq).toBeGreaterThan(left[0]?.seq ?? Number.POSITIVE_INFINITY);
  });

  test("says nothing of leaving when nobody knew that it was there", async () => {
    const { left, reporter } = open();
    reporter.come();
    reporter.leave();
    await pass(ALONE_MS);
    expect(left).toEqual([]);
  });

  test("tries again without hurry after a failure, and asks again", async () => {
    const answers = [() => Promise.reject(new Error("no network")), async () => "taken" as const];
    const { said, reporter } = open(() => (answers.shift() ?? (async () => "taken" as const))());
    reporter.come();
    await pass(WITH_COLLEAGUES_MS - 1);
    expect(said).toHaveLength(1);
    await pass(1);
    expect(said.map(({ asks }) => asks)).toEqual([true, true]);
  });

  test("tries again seldom while nobody is signed in, and tells and asks all once somebody is", async () => {
    let isSignedIn = false;
    const { said, reporter } = open(async () => (isSignedIn ? "taken" : "signed_out"));
    reporter.come();
    reporter.setHasColleagues(true);
    await pass(0);
    reporter.look(PIZZA);
    reporter.answer();
    await pass(ALONE_MS - 1);
    expect(said).toHaveLength(1);
    isSignedIn = true;
    await pass(1);
    expect(said).toHaveLength(2);
    expect(said[1]).toMatchObject({ order_id: PIZZA, asks: true });
    await pass(3 * WITH_COLLEAGUES_MS);
    expect(said).toHaveLength(5);
  });

  test("tries again at once when it is looked at again after somebody had to sign in", async () => {
    const { said, reporter } = open(async () => "signed_out");
    reporter.come();
    await pass(PAUSE_MS);
    reporter.leave();
    reporter.come();
    await pass(0);
    expect(said).toHaveLength(2);
  });

  test("falls silent when the server refuses it", async () => {
    const { said, left, reporter } = open(async () => "refused");
    reporter.come();
    await pass(0);
    reporter.look(PIZZA);
    reporter.answer();
    await pass(10 * ALONE_MS);
    reporter.leave();
    expect(said).toHaveLength(1);
    expect(left).toEqual([]);
  });

  test("waits for an answer before it reports again", async () => {
    const gate = Promise.withResolvers<"taken">();
    const { said, reporter } = open(() => gate.promise);
    reporter.come();
    await pass(0);
    reporter.look(PIZZA);
    await pass(5_000);
    expect(said).toHaveLength(1);
    gate.resolve("taken");
    await pass(0);
    expect(said.at(-1)).toMatchObject({ order_id: PIZZA });
  });

  test("never reports twice within a second, with numbers that rise, and ends with the truth", async () => {
    const deed = fc.oneof(
      fc.record({ do: fc.constant("look" as const), order: fc.constantFrom(PIZZA, SOUP, null) }),
      fc.record({ do: fc.constantFrom("ask" as const, "answer" as const, "come" as const) }),
      fc.record({ do: fc.constant("colleagues" as const), are: fc.boolean() }),
    );
    const deeds = fc.array(fc.tuple(deed, fc.nat({ max: 2_000 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(deeds, async (all) => {
        const { said, reporter } = open();
        reporter.come();
        let order: string | null = null;
        for (const [one, wait] of all) {
          if (one.do === "look") {
            order = one.order;
            reporter.look(order);
          } else if (one.do === "colleagues") reporter.setHasColleagues(one.are);
          else reporter[one.do]();
          await pass(wait);
        }
        await pass(PAUSE_MS);
        for (const [index, { at, seq }] of said.slice(1).entries()) {
          expect(at - (said[index]?.at ?? 0)).toBeGreaterThanOrEqual(PAUSE_MS);
          expect(seq).toBeGreaterThan(said[index]?.seq ?? 0);
        }
        expect(said.at(-1)?.order_id).toBe(order);
        reporter.leave();
      }),
      { numRuns: 50 },
    );
  });
});
