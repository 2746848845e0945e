import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { ALARMS, type AlarmKind, tonesOf } from "./alarms";

const isKind = (name: string): name is AlarmKind => Object.hasOwn(ALARMS, name);
const KINDS = Object.keys(ALARMS).filter(isKind);
const ofOrder = (kind: AlarmKind) => kind.startsWith("order_");

test.each([
  ["order_new", "new", "until_silenced"],
  ["order_changed", "changed", "never"],
  ["order_cancelled", "changed", "never"],
  ["order_waiting", "waiting", "sparingly"],
  ["printer_fault", "technical", "never"],
  ["connection_lost", "technical", "until_silenced"],
] as const)("%s is heard as “%s” and repeats %s", (kind, tone, repeats) => {
  expect(ALARMS[kind]).toEqual({ tone, repeats });
  expect(KINDS).toHaveLength(6);
});

test("a technical problem never sounds like an order", () => {
  const orders = tonesOf(KINDS.filter(ofOrder));
  const technical = tonesOf(KINDS.filter((kind) => !ofOrder(kind)));
  expect(technical).not.toEqual([]);
  for (const tone of technical) expect(orders).not.toContain(tone);
});

test("whatever happens at the same moment, each of its tones is played once", () => {
  holds(
    fc.property(fc.array(fc.constantFrom(...KINDS), { maxLength: 30 }), (kinds) => {
      const tones = tonesOf(kinds);
      expect(new Set(tones).size).toBe(tones.length);
      expect(new Set(tones)).toEqual(new Set(kinds.map((kind) => ALARMS[kind].tone)));
    }),
  );
});
