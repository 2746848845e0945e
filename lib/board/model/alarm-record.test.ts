import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_WINDOWS } from "@/lib/broadcasts/model/standstill";
import {
  type EscalationStep,
  escalationStepSchema,
  type TakenStep,
} from "@/lib/notifications/model/escalation";
import type { AlarmDevice } from "@/lib/orders/model/alarm";
import type { OrderDetail, TimelineEntry } from "@/lib/orders/model/schema";
import { at, boardOrder } from "@/test/support/board-orders";
import { holds } from "@/test/support/holds";
import { alarmRecord } from "./alarm-record";

const second = (seconds: number) => new Date(Date.parse(at(18)) + seconds * 1_000).toISOString();
const ID = "019a0000-0000-7000-8000-00000000000";

const entry = (version: number, seconds: number, more: Partial<TimelineEntry>): TimelineEntry => ({
  version,
  at: second(seconds),
  action: "place",
  from_status: version === 1 ? null : "Order Received",
  to_status: "Order Received",
  actor_kind: "partner",
  actor_name: "Anna",
  reason: null,
  note: null,
  minutes: null,
  ...more,
});
const placed = entry(1, 0, {});
const silenced = (seconds: number, version = 2) => entry(version, seconds, { action: "acknowledge" });
const accepted = (seconds: number, version = 2) =>
  entry(version, seconds, { action: "accept", to_status: "Preparing" });
const undone = (seconds: number, version = 3) =>
  entry(version, seconds, { action: "undo", from_status: "Preparing" });
const expired = (seconds: number, version = 2) =>
  entry(version, seconds, { action: "expire", to_status: "Cancelled", reason: "PARTNER_TIMEOUT" });

/** Placed at 18:00:00, to be accepted until 18:08:00: the push is due after 60 s, the mail after 240 s. */
const order = (...timeline: TimelineEntry[]): OrderDetail => ({
  ...boardOrder(1),
  timeline: [placed, ...timeline],
});
const device = (n: number, rang: number | null, silencedAt: number | null = null): AlarmDevice => ({
  device_id: `${ID}${n}`,
  device_name: `Tablet ${n}`,
  rang_at: rang === null ? null : second(rang),
  silenced_at: silencedAt === null ? null : second(silencedAt),
});
const taken = (step: EscalationStep, seconds: number, more: Partial<TakenStep> = {}): TakenStep => ({
  step,
  at: second(seconds),
  people: 1,
  sent: 1,
  waiting: 0,
  over: 0,
  ...more,
});

test("the record tells in the order of time where an order rang and who else was told", () => {
  const { entries, end } = alarmRecord(
    order(),
    [device(1, 3), device(2, 1), device(3, null, 70)],
    [taken("email", 240), taken("push", 60, { sent: 3 })],
    NO_WINDOWS,
  );
  expect(entries).toEqual([
    { kind: "rang", at: second(1), deviceId: `${ID}2`, device: "Tablet 2" },
    { kind: "rang", at: second(3), deviceId: `${ID}1`, device: "Tablet 1" },
    { kind: "step", at: second(60), step: "push", outcome: "sent", sent: 3 },
    { kind: "step", at: second(240), step: "email", outcome: "sent", sent: 1 },
  ]);
  expect(end).toBeNull();
});

test.each([
  ["sent", {}],
  ["sent", { sent: 1, waiting: 2, over: 3 }],
  ["sending", { sent: 0, waiting: 1, over: 1 }],
  ["over", { sent: 0, over: 2 }],
  ["nobody", { sent: 0 }],
] as const)("a step is %s when its messages are %j", (outcome, messages) => {
  expect(alarmRecord(order(), [], [taken("push", 60, messages)], NO_WINDOWS).entries).toMatchObject([
    { outcome },
  ]);
});

test("the device on which somebody pressed is joined with that entry of the timeline", () => {
  const devices = [device(1, 1), device(2, 1, 30)];
  expect([...alarmRecord(order(silenced(30)), devices, [], NO_WINDOWS).silencedOn]).toEqual([
    [2, "Tablet 2"],
  ]);
  expect([...alarmRecord(order(accepted(30)), devices, [], NO_WINDOWS).silencedOn]).toEqual([]);
  expect([...alarmRecord(order(silenced(31)), devices, [], NO_WINDOWS).silencedOn]).toEqual([]);
});

describe("the end of the alarm", () => {
  test.each([
    ["accepting at once", [accepted(10)], [], 2, ["push", "email", "admins"]],
    ["silencing at once, while the order still waits", [silenced(10)], [], 2, ["push", "email"]],
    [
      "silencing, after which the order is accepted",
      [silenced(10), accepted(90, 3)],
      [],
      2,
      ["push", "email", "admins"],
    ],
    [
      "silencing, after which the order is forgotten",
      [silenced(10), expired(480, 3)],
      [taken("admins", 480)],
      2,
      ["push", "email"],
    ],
    ["accepting after the push", [accepted(90)], [taken("push", 60)], 2, ["email", "admins"]],
    ["accepting after the push, which nobody sent", [accepted(90)], [], 2, ["email", "admins"]],
    ["accepting after both", [accepted(300)], [taken("push", 60), taken("email", 240)], 2, ["admins"]],
    ["its time", [expired(480)], [taken("push", 60), taken("email", 240)], 2, []],
    [
      "accepting again after an undo",
      [accepted(10), undone(20), accepted(40, 4)],
      [],
      4,
      ["push", "email", "admins"],
    ],
    [
      "accepting again after an undo that came after the push was due",
      [accepted(50), undone(65), accepted(80, 4)],
      [],
      4,
      ["push", "email", "admins"],
    ],
  ] as const)("by %s makes unnecessary what was still to come", (_, timeline, steps, version, unsent) => {
    expect(alarmRecord(order(...timeline), [], steps, NO_WINDOWS).end).toEqual({ version, unsent });
  });

  test("has not come when accepting was undone and the order rings again", () => {
    expect(alarmRecord(order(accepted(10), undone(20)), [], [], NO_WINDOWS).end).toBeNull();
  });
});

const steps = fc.uniqueArray(
  fc
    .record({
      step: fc.constantFrom(...escalationStepSchema.options),
      seconds: fc.nat(480),
      sent: fc.nat(3),
      waiting: fc.nat(3),
      over: fc.nat(3),
    })
    .map(({ step, seconds, ...counts }) => taken(step, seconds, counts)),
  { selector: ({ step }) => step },
);

test("whatever happened, nothing is told twice, everything in order, and no step both taken and unnecessary", () => {
  const endings = fc
    .tuple(fc.constantFrom(silenced, accepted, expired), fc.nat(480))
    .map(([ending, seconds]) => [ending(seconds)]);
  holds(
    fc.property(
      fc.oneof(fc.constant([]), endings),
      steps,
      fc.uniqueArray(fc.nat(9)),
      (timeline, told, rang) => {
        const { entries, end } = alarmRecord(
          order(...timeline),
          rang.map((n) => device(n, n)),
          told,
          NO_WINDOWS,
        );
        expect(entries).toHaveLength(told.length + rang.length);
        const times = entries.map((one) => one.at);
        expect(times).toEqual(times.toSorted());
        for (const step of end?.unsent ?? []) expect(told.map((one) => one.step)).not.toContain(step);
        expect(end === null).toBe(timeline.length === 0);
      },
    ),
  );
});

test("a message that stood still during maintenance was not yet due when the order was dealt with", () => {
  const maintenance = [[Date.parse(second(30)), Date.parse(second(330))]] as const;
  // The push would have been due after 60 s, and is after 360 s.
  const record = alarmRecord(order(accepted(120)), [], [], maintenance);
  expect(record.end?.unsent).toEqual(["push", "email", "admins"]);
  expect(alarmRecord(order(accepted(120)), [], [], NO_WINDOWS).end?.unsent).toEqual(["email", "admins"]);
});
