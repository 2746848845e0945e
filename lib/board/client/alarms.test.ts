import fc from "fast-check";
import { expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { ALARM_TONES, type AlarmKind, tonesOf } from "./alarms";

const isKind = (name: string): name is AlarmKind => Object.hasOwn(ALARM_TONES, name);
const KINDS = Object.keys(ALARM_TONES).filter(isKind);
const ofOrder = (kind: AlarmKind) => kind.startsWith("order_");

test.each([
  ["order_new", "new"],
  ["order_changed", "changed"],
  ["order_cancelled", "changed"],
  ["order_waiting", "waiting"],
  ["chat_message", "message"],
  ["printer_fault", "technical"],
  ["connection_lost", "technical"],
] as const)("%s is heard as “%s”", (kind, tone) => {
  expect(tonesOf([kind])).toEqual([tone]);
  expect(KINDS).toHaveLength(7);
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
      expect(new Set(tones)).toEqual(new Set(kinds.map((kind) => ALARM_TONES[kind])));
    }),
  );
});
