import { describe, expect, test } from "vitest";
import type { TripStep } from "@/lib/dispatch/model/trip";
import { ORDER, trip } from "@/test/support/rider-homes";
import type { Press } from "./riding-press";
import { UNDO_MS, undoOf } from "./undo";

const NOW = 1_000_000;
const at = trip({ version: 4 });
const done = (step: TripStep, more = {}) => ({
  trip_id: at.id,
  order_id: ORDER,
  step,
  version: 4,
  at: NOW - 1_000,
  ...more,
});
const waits = (step: TripStep, more: Partial<Press> = {}): Press => ({
  key: `key-${step}`,
  subject: at.id,
  action: { name: "take_trip_step", trip_id: at.id, order_id: ORDER, step },
  shown: 3,
  version: 3,
  pressedAt: NOW,
  meantAt: NOW,
  tries: 1,
  isSending: false,
  ...more,
});

describe("a step that the server has taken", () => {
  test("can be taken back for five seconds", () => {
    expect(undoOf([], done("at_store"), at, NOW)).toEqual({
      kind: "undo",
      order_id: ORDER,
      step: "at_store",
    });
    expect(undoOf([], done("at_store", { at: NOW - UNDO_MS }), at, NOW)).toBeNull();
  });

  test("cannot be taken back when something has happened since", () => {
    expect(undoOf([], done("at_store"), trip({ version: 5 }), NOW)).toBeNull();
    expect(undoOf([], done("at_store", { trip_id: ORDER }), at, NOW)).toBeNull();
  });

  test("may be a delivery, which a slip of the finger can mark as well", () => {
    expect(undoOf([], done("delivered"), at, NOW)).toMatchObject({ kind: "undo", step: "delivered" });
  });

  test("is final when it took something back", () => {
    expect(undoOf([], done("undo"), at, NOW)).toBeNull();
  });
});

describe("a step that waits for a signal", () => {
  test("is forgotten, the last one first, however long it has waited", () => {
    const queue = [waits("at_store"), waits("picked_up", { tries: 0 })];
    expect(undoOf(queue, done("at_store"), at, NOW + 60_000)).toMatchObject({ key: "key-picked_up" });
  });

  test("is left alone while it is being sent", () => {
    expect(undoOf([waits("at_door", { isSending: true })], null, at, NOW)).toBeNull();
  });
});
