// @vitest-environment happy-dom
import { act, cleanup, fireEvent, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toColumns } from "@/lib/board/model/columns";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { acceptedOrder, at } from "@/test/support/board-orders";
import { useSlots } from "./use-slots";

const SETTLED_MS = 20_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("innerWidth", 1280);
  vi.stubGlobal("innerHeight", 800);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const isOpen = () => true;
const preparing = (count: number) => Array.from({ length: count }, (_, n) => acceptedOrder(n + 1));
const ready = (count: number) =>
  Array.from({ length: count }, (_, n) => acceptedOrder(n + 50, { ready_at: at(18, 10) }));

function open(first: BoardOrder[]) {
  const shown = (orders: BoardOrder[]) => toColumns(orders, "2026-11-21");
  const { result, rerender } = renderHook((columns) => useSlots(columns, isOpen, 1), {
    initialProps: shown(first),
  });
  return { now: () => result.current, show: (orders: BoardOrder[]) => rerender(shown(orders)) };
}
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test("Preparing has the spare slot, and gives it to Ready when that has overflowed for 20 seconds", () => {
  const board = open(preparing(2));
  expect(board.now().slots).toEqual({ new: 1, preparing: 2, ready: 1, out: 1 });
  board.show([...preparing(2), ...ready(8)]);
  pass(SETTLED_MS - 1_000);
  expect(board.now().slots.ready).toBe(1);
  pass(1_000);
  expect(board.now().slots).toEqual({ new: 1, preparing: 1, ready: 2, out: 1 });
});

test("a rush of a few seconds moves nothing", () => {
  const board = open(preparing(2));
  board.show([...preparing(2), ...ready(8)]);
  pass(SETTLED_MS - 1_000);
  board.show([...preparing(2), ...ready(2)]);
  pass(2 * SETTLED_MS);
  expect(board.now().slots.ready).toBe(1);
});

test("no slot moves while a pointer is down, or within 600 ms after it", () => {
  const board = open(preparing(2));
  board.show([...preparing(2), ...ready(8)]);
  pass(SETTLED_MS - 100);
  fireEvent.pointerDown(document.body);
  pass(SETTLED_MS);
  fireEvent.pointerUp(document.body);
  pass(500);
  expect(board.now().slots.ready).toBe(1);
  pass(100);
  expect(board.now().slots.ready).toBe(2);
});

test("no slot moves within 600 ms after a key, however often it is pressed", () => {
  const board = open(preparing(2));
  board.show([...preparing(2), ...ready(8)]);
  pass(SETTLED_MS - 100);
  for (let press = 0; press < 3; press += 1) {
    fireEvent.keyDown(document.body, { key: "j" });
    pass(500);
  }
  expect(board.now().slots.ready).toBe(1);
  pass(100);
  expect(board.now().slots.ready).toBe(2);
});

test("a slot that is added takes the tickets that were out of sight", () => {
  const all = ready(8);
  const board = open(preparing(2));
  board.show([...preparing(2), ...all]);
  const before = board.now().placed.ready;
  expect(new Set(before.values())).toEqual(new Set([0]));
  pass(SETTLED_MS);
  const after = board.now().placed.ready;
  const moved = all.filter(({ id }) => after.get(id) !== before.get(id));
  expect(moved.length).toBeGreaterThan(2);
  expect(after.get(all[0]?.id ?? "")).toBe(0);
});

test("a ticket keeps its slot when others leave", () => {
  const all = preparing(6);
  const board = open(all);
  const before = board.now().placed.preparing;
  expect(new Set(before.values())).toEqual(new Set([0, 1]));
  board.show(all.slice(2));
  for (const { id } of all.slice(2)) expect(board.now().placed.preparing.get(id)).toBe(before.get(id));
});
