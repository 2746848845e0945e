import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeBoard } from "@/lib/board/model/merge";
import { boardOrder, updateTo } from "@/test/support/board-orders";
import { holds } from "@/test/support/holds";
import { anyAttempt, evening } from "@/test/support/order-arbitraries";
import { changesOf } from "./changing-fields";
import {
  applyUpdate,
  applyUpdateToDetail,
  applyUpdateToList,
  mergeOrders,
  newerOf,
  putOrder,
  skipsVersions,
} from "./merge-by-version";
import { type MyOrders, withFirstPage, withUpdate } from "./my-orders";
import type { Board, BoardOrder } from "./schema";

const anyEvening = fc.array(anyAttempt, { minLength: 3, maxLength: 25 }).map(evening);

function last(states: readonly BoardOrder[]): BoardOrder {
  const state = states.at(-1);
  if (state === undefined) throw new Error("An evening begins with the placed order");
  return state;
}
function first(states: readonly BoardOrder[]): BoardOrder {
  return last(states.slice(0, 1));
}

describe("updates in any order, some of them twice", () => {
  it("end at the highest version, which never decreases", () => {
    holds(
      fc.property(anyEvening, fc.array(fc.nat(), { maxLength: 60 }), (states, picks) => {
        let shown = first(states);
        for (const pick of picks) {
          const before = shown.version;
          shown = applyUpdate(shown, updateTo(last(states.slice(0, (pick % states.length) + 1))));
          expect(shown.version).toBeGreaterThanOrEqual(before);
        }
        shown = applyUpdate(shown, updateTo(last(states)));
        expect(changesOf(shown)).toEqual(changesOf(last(states)));
      }),
    );
  });

  it("return the same object when they are old", () => {
    holds(
      fc.property(anyEvening, (states) => {
        const newest = last(states);
        const list = [newest];
        const detail = { ...newest, timeline: [] };
        for (const state of states) {
          expect(applyUpdate(newest, updateTo(state))).toBe(newest);
          expect(applyUpdateToList(list, updateTo(state))).toBe(list);
          expect(applyUpdateToDetail(detail, updateTo(state))).toBe(detail);
        }
      }),
    );
  });

  it("are applied to their own order only", () => {
    const update = updateTo(boardOrder(2, { version: 5 }));
    const order = boardOrder(1);
    const list = [order];
    expect(applyUpdate(order, update)).toBe(order);
    expect(applyUpdateToList(list, update)).toBe(list);
  });
});

it("an update adds its entry to the history of the order", () => {
  const order = applyUpdateToDetail(
    { ...boardOrder(1), timeline: [] },
    updateTo(boardOrder(1, { version: 2 })),
  );
  expect(order.timeline.map((entry) => entry.version)).toEqual([2]);
});

it("versions are missing when an update is further than the next one, or the order is not known", () => {
  const known = boardOrder(1, { version: 3 });
  for (const version of [1, 2, 3, 4]) expect(skipsVersions(known, { version })).toBe(false);
  expect(skipsVersions(known, { version: 5 })).toBe(true);
  expect(skipsVersions(undefined, { version: 1 })).toBe(true);
});

it("the newer of two readings is chosen whichever comes first, and the first of two equal ones", () => {
  const [older, newer] = [boardOrder(1, { version: 1 }), boardOrder(1, { version: 2 })];
  expect(newerOf(older, newer)).toBe(newer);
  expect(newerOf(newer, older)).toBe(newer);
  expect(newerOf(older, undefined)).toBe(older);
  expect(newerOf(older, { ...older })).toBe(older);
});

it("a list gets a new order in front, and replaces a known one only by a newer version", () => {
  const known = boardOrder(1, { version: 3 });
  const other = boardOrder(2, { version: 3 });
  const list = [known];
  expect(putOrder(list, other)).toEqual([other, known]);
  expect(putOrder(list, { ...known, version: 2 })).toBe(list);
  expect(putOrder(list, { ...known, version: 4 })[0]?.version).toBe(4);
});

const anyList = fc
  .uniqueArray(fc.record({ n: fc.nat(9), version: fc.integer({ min: 1, max: 5 }) }), {
    selector: ({ n }) => n,
  })
  .map((plan) => plan.map(({ n, version }) => boardOrder(n, { version })));

it("merging two lists neither loses, duplicates nor reverts an order", () => {
  holds(
    fc.property(anyList, anyList, (known, fresh) => {
      const merged = mergeOrders(known, fresh);
      const highest = new Map<string, number>();
      for (const { id, version } of [...known, ...fresh])
        highest.set(id, Math.max(version, highest.get(id) ?? 0));
      expect(merged).toHaveLength(highest.size);
      expect(new Map(merged.map(({ id, version }) => [id, version]))).toEqual(highest);
    }),
  );
});

/** Events arrive at least once, in any order; reads return the state at one moment and arrive later. */
const anyHistory = fc
  .record({
    versions: fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 5 }))),
    readings: fc.array(fc.tuple(...[1, 2, 3].map(() => fc.nat(5))), { maxLength: 4 }),
  })
  .chain(({ versions, readings }) => {
    const events = versions.flatMap((highest, n) =>
      Array.from({ length: highest }, (_, index) => ({ event: boardOrder(n, { version: index + 1 }) })),
    );
    const pages = readings.map((seen) => ({
      // Version 0: not placed yet.
      page: seen.flatMap((version, n) =>
        version === 0 ? [] : [boardOrder(n, { version: Math.min(version, versions[n] ?? 1) })],
      ),
    }));
    const arrivals: ({ event: BoardOrder } | { page: BoardOrder[] })[] = [...events, ...pages, ...events];
    return fc.record({
      truth: fc.constant(versions.map((version, n) => boardOrder(n, { version }))),
      arrivals: fc.shuffledSubarray(arrivals, { minLength: arrivals.length }),
    });
  });
const byId = (orders: readonly BoardOrder[]) =>
  new Map(orders.map(({ id, version }) => [id, version] as const));

describe("reads and events in any order lead to the server's state", () => {
  it("in a customer's list", () => {
    holds(
      fc.property(anyHistory, ({ truth, arrivals }) => {
        let known: MyOrders = { orders: [], next_cursor: null };
        for (const arrival of arrivals)
          known =
            "event" in arrival
              ? withUpdate(known, updateTo(arrival.event))
              : withFirstPage(known, { orders: arrival.page, next_cursor: null });
        known = withFirstPage(known, { orders: truth, next_cursor: null });
        expect(known.orders).toHaveLength(truth.length);
        expect(byId(known.orders)).toEqual(byId(truth));
      }),
    );
  });

  it("on a board", () => {
    holds(
      fc.property(anyHistory, ({ truth, arrivals }) => {
        const stats = { orders_today: 0, median_accept_seconds: null };
        let board: Board = { orders: [], stats };
        for (const arrival of arrivals)
          board =
            "event" in arrival
              ? { ...board, orders: putOrder(board.orders, arrival.event) }
              : mergeBoard(new Set(), board, { orders: arrival.page, stats });
        // All events have arrived, so no read is needed.
        expect(board.orders).toHaveLength(truth.length);
        expect(byId(board.orders)).toEqual(byId(truth));
      }),
    );
  });
});
