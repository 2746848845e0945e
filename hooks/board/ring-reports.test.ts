import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRingReports } from "./ring-reports";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Records what is sent; while `isDown`, nothing is taken. */
function openReports() {
  const sent: string[] = [];
  const server = { isDown: false };
  const reports = createRingReports(async (ids) => {
    sent.push(ids.join(" "));
    if (server.isDown) throw new Error("No answer");
  });
  return { sent, server, reports };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("an order is reported at once and only once, however long it rings", async () => {
  const { sent, reports } = openReports();
  reports.set(["a"]);
  reports.set(["a"]);
  await pass(60_000);
  reports.set([]);
  reports.set(["a"]);
  await pass(60_000);
  expect(sent).toEqual(["a"]);
});

test("orders of a rush share a report", async () => {
  const { sent, reports } = openReports();
  reports.set(["a"]);
  await pass(1_000);
  reports.set(["a", "b"]);
  await pass(1_000);
  reports.set(["a", "b", "c"]);
  expect(sent).toEqual(["a"]);
  await pass(1_000);
  expect(sent).toEqual(["a", "b c"]);
});

test("a report without an answer is sent again, ever more rarely", async () => {
  const { sent, server, reports } = openReports();
  server.isDown = true;
  reports.set(["a"]);
  await pass(3_000);
  expect(sent).toHaveLength(2);
  await pass(6_000);
  expect(sent).toHaveLength(3);
  await pass(3_600_000);
  expect(sent.length).toBeLessThan(70);
  server.isDown = false;
  await pass(60_000);
  const { length } = sent;
  await pass(600_000);
  expect(sent).toHaveLength(length);
});

test("an order that was silenced before its report was taken is not reported later", async () => {
  const { sent, server, reports } = openReports();
  server.isDown = true;
  reports.set(["a", "b"]);
  reports.set(["b"]);
  await pass(0);
  server.isDown = false;
  await pass(10_000);
  expect(sent).toEqual(["a b", "b"]);
});

test("nothing is sent after the end, and at most a hundred orders at once", async () => {
  const { sent, reports } = openReports();
  reports.set(Array.from({ length: 130 }, (_, n) => String(n)));
  await pass(0);
  expect(sent.map((ids) => ids.split(" ").length)).toEqual([100]);
  await pass(3_000);
  expect(sent.map((ids) => ids.split(" ").length)).toEqual([100, 30]);
  reports.set(["later"]);
  reports.stop();
  await pass(60_000);
  expect(sent).toHaveLength(2);
});
