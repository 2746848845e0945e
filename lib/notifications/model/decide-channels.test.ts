import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Decision, decideChannels, endOfLife, type Facts } from "./decide-channels";
import { kindOf, NOTICE_KINDS, OUTER_CHANNELS, type Urgency } from "./kinds";
import { type Preferences, preferencesOf } from "./preferences";
import { isQuiet } from "./quiet-hours";

const NOON = Date.parse("2026-11-21T12:00:00.000Z");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const URGENCIES: readonly Urgency[] = ["low", "normal", "high", "urgent"];
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];

const channel = fc.constantFrom(...OUTER_CHANNELS);
const wallTime = fc
  .nat(1_439)
  .map(
    (minutes) =>
      `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`,
  );
const quietHours = fc.option(
  fc.record({ from: wallTime, to: wallTime }).filter(({ from, to }) => from !== to),
);
const choice = fc.record({ push: fc.boolean(), email: fc.boolean() });
const preferences: fc.Arbitrary<Preferences> = fc.record({
  kinds: fc.record({
    order_progress: choice,
    order_cancelled: choice,
    refund: choice,
    order_waiting: choice,
    order_missed: choice,
    delivery_failed: choice,
    store_paused: choice,
    offer: choice,
    chat: choice,
    chat_trouble: choice,
    appeal: choice,
    account: choice,
    messages: choice,
  }),
  quiet_hours: quietHours,
  time_zone: fc.constantFrom(...ZONES),
});
const facts: fc.Arbitrary<Facts> = fc.record({
  kind: fc.constantFrom(...NOTICE_KINDS),
  urgency: fc.constantFrom(...URGENCIES),
  at: fc.integer({ min: NOON, max: NOON + 400 * 24 * HOUR }),
  isSeen: fc.boolean(),
  escalation: fc.option(fc.record({ channels: fc.subarray([...OUTER_CHANNELS]), isOver: fc.boolean() })),
});
const late = fc.integer({ min: 0, max: 10 * 24 * HOUR });

function always(
  check: (input: {
    facts: Facts;
    preferences: Preferences;
    now: number;
    channel: (typeof OUTER_CHANNELS)[number];
    decision: Decision;
  }) => void,
) {
  fc.assert(
    fc.property(facts, preferences, late, channel, (one, chosen, by, where) => {
      const now = one.at + by;
      const decision = decideChannels(one, chosen, now)[where];
      check({ facts: one, preferences: chosen, now, channel: where, decision });
    }),
    { numRuns: 3_000 },
  );
}

describe("for every combination of preference, quiet hours, seen state and escalation", () => {
  test("nothing is sent once somebody has dealt with the matter", () =>
    always(({ facts: { escalation }, decision }) => {
      if (escalation?.isOver) expect(decision).toEqual({ send: false, reason: "over" });
    }));

  test("a step of an escalation uses its own channels only", () =>
    always(({ facts: { escalation }, channel: where, decision }) => {
      if (escalation !== null && !escalation.channels.includes(where)) expect(decision.send).toBe(false);
    }));

  test("a channel that is off is not used, unless it cannot be turned off", () =>
    always(({ facts: { kind }, preferences: { kinds }, channel: where, decision }) => {
      if (!kinds[kind][where] && !kindOf(kind).required.includes(where)) expect(decision.send).toBe(false);
    }));

  test("what was seen is not sent again, unless it cannot be turned off", () =>
    always(({ facts: { kind, isSeen }, channel: where, decision }) => {
      if (isSeen && !kindOf(kind).required.includes(where)) expect(decision.send).toBe(false);
    }));

  test("a required channel is left out only when the matter is over, it is another step's, or the news is old", () =>
    always(({ facts: { kind }, channel: where, decision }) => {
      if (kindOf(kind).required.includes(where) && !decision.send)
        expect(["over", "other_step", "stale"]).toContain(decision.reason);
    }));

  test("nothing is sent in the past, before its event, or after the news is old", () =>
    always(({ facts: one, now, decision }) => {
      if (!decision.send) return;
      expect(decision.at).toBeGreaterThanOrEqual(now);
      expect(decision.at).toBeGreaterThanOrEqual(one.at);
      expect(decision.at).toBeLessThanOrEqual(endOfLife(one));
    }));

  test("only alarms and what a person must be told are sent in quiet hours, and those at once", () =>
    always(
      ({
        facts: { kind, urgency },
        preferences: { quiet_hours, time_zone },
        now,
        channel: where,
        decision,
      }) => {
        if (!decision.send) return;
        if (urgency === "urgent" || kindOf(kind).required.includes(where)) expect(decision.at).toBe(now);
        else if (quiet_hours !== null) expect(isQuiet(decision.at, quiet_hours, time_zone)).toBe(false);
      },
    ));

  test("asking again at the moment that was decided gives the same moment", () =>
    always(({ facts: one, preferences: chosen, channel: where, decision }) => {
      if (decision.send) expect(decideChannels(one, chosen, decision.at)[where]).toEqual(decision);
    }));

  test("the channels do not depend on each other", () =>
    always(({ facts: one, preferences: chosen, now, channel: where, decision }) => {
      const other = where === "push" ? "email" : "push";
      const turned = {
        ...chosen,
        kinds: {
          ...chosen.kinds,
          [one.kind]: { ...chosen.kinds[one.kind], [other]: !chosen.kinds[one.kind][other] },
        },
      };
      expect(decideChannels(one, turned, now)[where]).toEqual(decision);
    }));
});

const news = (over: Partial<Facts> = {}): Facts => ({
  kind: "order_progress",
  urgency: "normal",
  at: NOON,
  isSeen: false,
  escalation: null,
  ...over,
});

test("news of an order goes to the phone after 20 s without being seen, and not to the mailbox", () => {
  expect(decideChannels(news(), preferencesOf(null), NOON)).toEqual({
    push: { send: true, at: NOON + 20 * SECOND },
    email: { send: false, reason: "off" },
  });
});

test("mail about the account is sent although the notification was seen: another person may have seen it", () => {
  const { email, push } = decideChannels(
    news({ kind: "account", urgency: "high", isSeen: true }),
    preferencesOf(null),
    NOON,
  );
  expect(email).toEqual({ send: true, at: NOON });
  expect(push).toEqual({ send: false, reason: "seen" });
});

test("news of the night waits for the morning when it keeps until then, and is left out otherwise", () => {
  const night = Date.parse("2026-11-21T22:30:00.000Z");
  const sleeper = {
    ...preferencesOf(null),
    quiet_hours: { from: "23:00", to: "07:00" },
    time_zone: "Europe/Berlin",
  };
  const push = (kind: Facts["kind"]) => decideChannels(news({ kind, at: night }), sleeper, night).push;
  expect(push("messages")).toEqual({ send: true, at: Date.parse("2026-11-22T06:00:00.000Z") });
  expect(push("order_progress")).toEqual({ send: false, reason: "stale" });
});
