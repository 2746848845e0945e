import { describe, expect, test } from "vitest";
import type { ListedJob, Printer } from "./schema";
import { isFaulty, OVERDUE_MS, printerState, SILENT_MS, troubleOf } from "./trouble";

const NOW = Date.parse("2026-05-04T18:00:00.000Z");
const ID = "00000000-0000-4000-8000-000000000001";
const at = (ago: number) => new Date(NOW - ago).toISOString();

const printer = (over: Partial<Printer> = {}): Printer => ({
  id: ID,
  tenant_id: ID,
  name: "Kitchen",
  paper: "80mm",
  prints_orders: true,
  condition: "ready",
  seen_at: at(5_000),
  created_at: at(0),
  ...over,
});
const job = (over: Partial<ListedJob> = {}): ListedJob => ({
  id: ID,
  tenant_id: ID,
  printer_id: ID,
  order_id: ID,
  order_code: "ORD-A7X3B2",
  cause: "accepted",
  state: "waiting",
  fault: null,
  created_at: at(1_000),
  ended_at: null,
  ...over,
});

describe("a printer", () => {
  test.each([
    [{}, "ready", false],
    [{ condition: "paper_low" }, "paper_low", false],
    [{ condition: "no_paper" }, "no_paper", true],
    [{ seen_at: at(SILENT_MS) }, "ready", false],
    [{ seen_at: at(SILENT_MS + 1) }, "silent", true],
    [{ condition: "cover_open", seen_at: at(SILENT_MS + 1) }, "silent", true],
    [{ condition: null, seen_at: null }, "unseen", false],
  ] as const)("that is %j is %s", (over, state, hasFault) => {
    expect(printerState(printer(over), NOW)).toBe(state);
    expect(isFaulty(state)).toBe(hasFault);
  });

  test("is trouble only when it prints each order", () => {
    const printers = [
      printer({ condition: "no_paper" }),
      printer({ condition: "error", prints_orders: false }),
    ];
    expect(troubleOf({ printers, jobs: [] }, NOW, NOW).printers).toEqual([printers[0]]);
  });
});

describe("a ticket", () => {
  test.each([
    [{}, false],
    [{ created_at: at(OVERDUE_MS) }, false],
    [{ created_at: at(OVERDUE_MS + 1) }, true],
    [{ state: "claimed", created_at: at(OVERDUE_MS + 1) }, true],
    [{ state: "printed", created_at: at(OVERDUE_MS + 1) }, false],
    [{ state: "failed" }, true],
  ] as const)("that is %j has trouble: %s", (over, isTrouble) =>
    expect(troubleOf({ printers: [], jobs: [job(over)] }, NOW, NOW).jobs).toHaveLength(isTrouble ? 1 : 0),
  );
});
