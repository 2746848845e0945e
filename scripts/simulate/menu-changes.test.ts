import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { menuChannel } from "@/lib/menu/model/channels";
import type { MenuItem } from "@/lib/menu/model/schema";
import { dish } from "@/test/support/menu-arbitraries";
import { owedOfMenus, pickChange, putBack } from "./menu-changes";
import { seededRandom } from "./random";
import { newWitness } from "./sightings";
import { isClean, judge } from "./verdict";

const applied = (item: MenuItem, { until, ...what }: ReturnType<typeof pickChange>): MenuItem => ({
  ...item,
  ...what,
  available_until: what.available === undefined ? item.available_until : (until ?? null),
});

test("each change changes the dish, and after any number of them it can be put back as it was", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat({ max: 30 }),
      fc.record({ price: fc.integer({ min: 0, max: 2_000 }), available: fc.boolean() }),
      (seed, changes, fields) => {
        const before = dish(1, fields);
        let now = before;
        for (let turn = 0; turn < changes; turn += 1) {
          const next = applied(now, pickChange(now, seededRandom(seed, turn)));
          expect(next).not.toEqual(now);
          expect(next.price).toBeGreaterThanOrEqual(0);
          now = next;
        }
        const back = putBack(before, now);
        expect(back === null ? now : applied(now, back)).toEqual(before);
      },
    ),
  );
});

test("a watcher is owed each change of a menu once", () => {
  const change = { tenantId: randomUUID(), itemId: randomUUID(), version: 2 };
  const owed = owedOfMenus([change, { ...change, version: 3 }]);
  const witness = newWitness();
  witness.connected();
  const see = (offset: number, version: number) =>
    witness.event("menu_item_changed", {
      channel: menuChannel.name(change.tenantId),
      offset,
      item_id: change.itemId,
      version,
    });
  see(7, 2);
  expect(judge(owed, witness.seen)).toMatchObject({ owed: 2, got: 1, missing: 1 });
  see(8, 3);
  expect(isClean(judge(owed, witness.seen))).toBe(true);
  see(9, 3);
  expect(judge(owed, witness.seen)).toMatchObject({ doubled: 1 });
});
