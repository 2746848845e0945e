import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type addCounts, MemoryCounts } from "./memory-counts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function table() {
  const rows = new Map<string, { points: number; expire: number }>();
  const state = { writes: 0, isAway: false };
  const write: typeof addCounts = async (counts) => {
    state.writes++;
    if (state.isAway) throw new Error("The database is away");
    return counts.map(({ key, points, expire }) => {
      const row = rows.get(key);
      const isOver = row === undefined || row.expire <= Date.now();
      const sum = { points: (isOver ? 0 : row.points) + points, expire: isOver ? expire : row.expire };
      rows.set(key, sum);
      return { key, ...sum };
    });
  };
  return { rows, state, write };
}

test("admits a key up to its limit, then returns the time until the window ends, then starts again", () => {
  const counts = new MemoryCounts(60, undefined);
  for (let n = 0; n < 3; n++) expect(counts.count("ana", 3)).toBeNull();
  vi.advanceTimersByTime(20_000);
  expect(counts.count("ana", 3)).toBe(40_000);
  expect(counts.count("ben", 3)).toBeNull();
  vi.advanceTimersByTime(40_000);
  expect(counts.count("ana", 3)).toBeNull();
});

test("writes the counts of all keys together, once a second and only when something was counted", async () => {
  const { rows, state, write } = table();
  const counts = new MemoryCounts(60, write);
  for (let n = 0; n < 1_000; n++) counts.count(`person ${n % 500}`, 100);
  expect(state.writes).toBe(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(state.writes).toBe(1);
  expect(rows.get("person 7")?.points).toBe(2);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(state.writes).toBe(1);
});

test("includes the counts of other processes after its next write", async () => {
  const { write } = table();
  const [here, there] = [new MemoryCounts(60, write), new MemoryCounts(60, write)];
  for (let n = 0; n < 3; n++) here.count("ana", 4);
  await here.flush();
  expect(there.count("ana", 4)).toBeNull();
  await there.flush();
  expect(there.count("ana", 4)).toBeGreaterThan(0);
});

test("counts separately while the database is unavailable, and writes its counts later", async () => {
  const { rows, state, write } = table();
  const counts = new MemoryCounts(60, write);
  state.isAway = true;
  for (let n = 0; n < 5; n++) expect(counts.count("ana", 5)).toBeNull();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(counts.count("ana", 5)).toBeGreaterThan(0);
  state.isAway = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(rows.get("ana")?.points).toBe(5);
});

test("keeps neither counts nor a timer after all windows have ended", async () => {
  const counts = new MemoryCounts(60, undefined);
  counts.count("ana", 5);
  await vi.advanceTimersByTimeAsync(200_000);
  expect(vi.getTimerCount()).toBe(0);
});
