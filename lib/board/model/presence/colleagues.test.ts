import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  companyOf,
  FORGOTTEN_MS,
  isKnown,
  NO_TABS,
  nextForgottenAt,
  TABS_AT_MOST,
  type Tabs,
  withoutForgotten,
  withReport,
} from "./colleagues";
import { initialsOf } from "./initials";
import type { Presence } from "./schema";

const ANNA = "0195f6a8-0000-7000-8000-00000000000a";
const BEN = "0195f6a8-0000-7000-8000-00000000000b";
const ORDERS = ["0195f6a8-0000-7000-8000-000000000001", "0195f6a8-0000-7000-8000-000000000002"];
const NAMES = new Map([
  [ANNA, "Anna Ek"],
  [BEN, "Ben"],
]);

const report = (fields: Partial<Presence> = {}): Presence => {
  const user_id = fields.user_id ?? ANNA;
  const name = NAMES.get(user_id) ?? "Somebody";
  return { user_id, name, tab: "tab-one-1", seq: 1, is_here: true, order_id: null, asks: false, ...fields };
};

interface Arrival {
  readonly presence: Presence;
  readonly wait: number;
}
const arrivals = fc.array(
  fc.record({
    presence: fc
      .record({
        user_id: fc.constantFrom(ANNA, BEN),
        tab: fc.constantFrom("tab-one-1", "tab-two-2"),
        seq: fc.nat({ max: 20 }),
        is_here: fc.boolean(),
        order_id: fc.option(fc.constantFrom(...ORDERS)),
      })
      .map(report),
    wait: fc.oneof(fc.nat({ max: 500 }), fc.nat({ max: 15_000 })),
  }),
  { maxLength: 60 },
);

function play(all: readonly Arrival[]): { tabs: Tabs; now: number } {
  let now = 0;
  let tabs = NO_TABS;
  for (const { presence, wait } of all) {
    now += wait;
    tabs = withReport(withoutForgotten(tabs, now), presence, now);
  }
  return { tabs, now };
}

describe("the colleagues on a board", () => {
  test("are each named once, however many tabs they have, and by name", () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        const { people, viewers } = companyOf(play(all).tabs);
        const everybody = [people, ...viewers.values()];
        for (const list of everybody) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
        for (const list of everybody)
          expect(list.map(({ name }) => name)).toEqual(list.map(({ name }) => name).sort());
        for (const { id } of [...viewers.values()].flat()) expect(people.map((one) => one.id)).toContain(id);
      }),
    );
  });

  test("are all forgotten when nothing is heard of them", () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        const { tabs, now } = play(all);
        expect(withoutForgotten(tabs, now + FORGOTTEN_MS)).toEqual(NO_TABS);
        const next = nextForgottenAt(tabs);
        if (next === null) expect(tabs.size).toBe(0);
        else expect(withoutForgotten(tabs, next).size).toBeLessThan(tabs.size);
      }),
    );
  });

  test("are shown as in the report of the highest number, in whatever order reports arrive", () => {
    const reports = fc.uniqueArray(
      fc.record({ seq: fc.nat({ max: 50 }), is_here: fc.boolean(), order_id: fc.constantFrom(...ORDERS) }),
      { selector: ({ seq }) => seq, minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(reports, (all) => {
        const tabs = all.map(report).reduce((known, one) => withReport(known, one, 0), NO_TABS);
        const latest = all.toSorted((one, other) => other.seq - one.seq)[0];
        const viewers = latest?.is_here ? [latest.order_id] : [];
        expect([...companyOf(tabs).viewers.keys()]).toEqual(viewers);
      }),
    );
  });

  test("do not come back by a late report after they have left", () => {
    const left = withReport(NO_TABS, report({ seq: 3, is_here: false }), 0);
    const late = withReport(left, report({ seq: 2 }), 100);
    expect(late).toBe(left);
    expect(companyOf(late).people).toEqual([]);
    expect(isKnown(late, report())).toBe(false);
    expect(companyOf(withReport(left, report({ seq: 4 }), 200)).people).toEqual([
      { id: ANNA, name: "Anna Ek" },
    ]);
  });

  test("take a bounded number of tabs, of which known ones are still followed", () => {
    let tabs = NO_TABS;
    for (let n = 0; n < 3 * TABS_AT_MOST; n += 1)
      tabs = withReport(tabs, report({ tab: `tab-many-${n}` }), n);
    expect(tabs.size).toBe(TABS_AT_MOST);
    const changed = withReport(tabs, report({ tab: "tab-many-0", seq: 2, is_here: false }), 400);
    expect(isKnown(changed, report({ tab: "tab-many-0" }))).toBe(false);
  });

  test("with one name in common are two people", () => {
    const other = report({ user_id: BEN, name: "Anna Ek", order_id: ORDERS[0] ?? null });
    const tabs = withReport(withReport(NO_TABS, report(), 0), other, 0);
    expect(companyOf(tabs).people.map(({ id }) => id)).toEqual([ANNA, BEN]);
    expect(companyOf(tabs).viewers.get(ORDERS[0] ?? "")).toEqual([{ id: BEN, name: "Anna Ek" }]);
  });
});

test.each([
  ["Anna Ek", "AE"],
  ["anna", "A"],
  ["Anna Maria von Ek", "AE"],
  ["  élodie   d'Arc ", "ÉD"],
  ["anna.ek", "AE"],
  ["(Ben) 2", "B2"],
  ["李 小龙", "李小"],
  ["🍕", "·"],
  ["", "·"],
])("the initials of %j are %j", (name, initials) => expect(initialsOf(name)).toBe(initials));

test("initials are at most a few characters, whatever the name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (name) => {
      // A capital may take more characters than its small letter, as that of ß.
      expect([...initialsOf(name)].length).toBeLessThanOrEqual(6);
      expect(initialsOf(name)).not.toBe("");
    }),
  );
});
