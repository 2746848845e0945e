import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changedIntake } from "@/lib/stores/model/status/change";
import type { Intake, TakingStore } from "@/lib/stores/model/status/schema";
import { statusAt, takesOrders } from "@/lib/stores/model/status/status";
import { LASTS } from "@/lib/stores/model/status/terms";
import { holds } from "@/test/support/holds";
import { ALWAYS_OPEN, OPEN_INTAKE } from "@/test/support/intake";
import { pausedForDevices, resumedIntake } from "./pause";
import { type Contact, deviceState, freshMs, hasLostDevices, heartbeatMs, MISSED_FOR_MS } from "./watch";

const NOW = Date.parse("2026-11-26T19:00:00Z");
const SILENCE = 300_000;
const seen = (secondsAgo: number, hasEnded = false): Contact => ({
  seenAt: NOW - secondsAgo * 1_000,
  hasEnded,
});
const byPerson = (over: Partial<Intake>, secondsAgo: number): Intake => ({
  ...OPEN_INTAKE,
  changed_at: new Date(NOW - secondsAgo * 1_000).toISOString(),
  ...over,
});
const isLost = (devices: readonly Contact[], intake: Intake = OPEN_INTAKE, steadySince = 0) =>
  hasLostDevices(devices, { intake, steadySince, now: NOW, silenceMs: SILENCE });

describe("a store", () => {
  test.each([
    ["that never had a device", [], false],
    ["whose only device is silent for five minutes", [seen(300)], true],
    ["whose only device is silent for almost as long", [seen(299)], false],
    ["whose only device was seen half a day ago", [seen(43_200)], true],
    ["whose only device was seen longer ago", [seen(43_201)], false],
    ["with one that is lost and one that was forgotten", [seen(90_000), seen(301)], true],
    ["with one that ended on purpose and one that was forgotten", [seen(90_000), seen(301, true)], false],
    ["with one of two devices in contact", [seen(4_000), seen(10)], false],
    ["whose devices are all silent", [seen(4_000), seen(301)], true],
    ["whose silent device was ended on purpose", [seen(4_000, true)], false],
    ["with one device that is lost and one that ended on purpose", [seen(301), seen(10, true)], true],
  ])("%s: %#", (_, devices, expected) => {
    expect(isLost(devices)).toBe(expected);
  });

  test("that a person opened although its devices were lost stays open until one was in contact again", () => {
    const opened = byPerson({ mode: "open" }, 60);
    expect(isLost([seen(1_000)], opened)).toBe(false);
    expect(isLost([seen(1_000)], byPerson({ mode: "busy", extra_minutes: 15 }, 60))).toBe(false);
    const later = { intake: opened, steadySince: 0, now: NOW + 600_000, silenceMs: SILENCE };
    expect(hasLostDevices([seen(1_000), seen(30)], later)).toBe(true);
  });

  test("that was changed before its devices were lost has lost them all the same", () => {
    expect(isLost([seen(400)], byPerson({ mode: "busy", extra_minutes: 15 }, 399))).toBe(true);
    const until = new Date(NOW).toISOString();
    expect(isLost([seen(400)], byPerson({ mode: "paused", until }, 101))).toBe(true);
  });

  test("that a person paused for a while although its devices were lost is open without them afterwards", () => {
    const until = (secondsAgo: number) => new Date(NOW - secondsAgo * 1_000).toISOString();
    expect(isLost([seen(400)], byPerson({ mode: "paused", until: until(0) }, 100))).toBe(false);
    expect(isLost([seen(400)], byPerson({ mode: "paused", until: until(-1) }, 100))).toBe(true);
    expect(isLost([seen(400)], byPerson({ mode: "paused", cause: "timeouts", until: until(0) }, 100))).toBe(
      true,
    );
    const back = { intake: byPerson({ mode: "paused", until: until(0) }, 100), steadySince: 0 };
    const later = { ...back, now: NOW + 600_000, silenceMs: SILENCE };
    expect(hasLostDevices([seen(400), seen(30)], later)).toBe(true);
  });

  test("has lost nothing within the first five minutes after an outage of the server", () => {
    expect(isLost([seen(4_000)], OPEN_INTAKE, NOW - 299_000)).toBe(false);
    expect(isLost([seen(4_000)], OPEN_INTAKE, NOW - 300_000)).toBe(true);
  });
});

test("the list says which devices are in contact", () => {
  const fresh = freshMs(SILENCE) / 1_000;
  expect(
    [seen(0), seen(fresh), seen(fresh + 1), seen(0, true)].map((one) => deviceState(one, NOW, SILENCE)),
  ).toEqual(["on", "on", "silent", "ended"]);
});

const contact = fc.record({
  seenAt: fc.integer({ min: NOW - 1_000_000, max: NOW }),
  hasEnded: fc.boolean(),
});
const contacts = fc.array(contact, { maxLength: 6 });
const silence = fc.integer({ min: 5_000, max: 900_000 });
const lasts = fc.constantFrom(...LASTS);
const intakes = fc.oneof(
  fc.constant(OPEN_INTAKE),
  fc
    .record({ lasts, extra: fc.integer({ min: 1, max: 12 }), ago: fc.integer({ min: 0, max: 7_200_000 }) })
    .map(({ lasts: choice, extra, ago }) =>
      changedIntake(
        { hours: ALWAYS_OPEN, intake: OPEN_INTAKE, time_zone: "Europe/Berlin" },
        {
          mode: "busy",
          extra_minutes: extra * 5,
          lasts: choice,
          reason: "",
        },
        NOW - ago,
      ),
    ),
);
const storeWith = (intake: Intake): TakingStore => ({
  hours: ALWAYS_OPEN,
  intake,
  time_zone: "Europe/Berlin",
});

describe("whatever the devices did", () => {
  test("a store is lost only when every device that did not end is silent, and no contact of any keeps it lost", () => {
    holds(
      fc.property(contacts, silence, intakes, (devices, silenceMs, intake) => {
        const watch = { intake, steadySince: 0, now: NOW, silenceMs };
        if (!hasLostDevices(devices, watch)) return;
        const missed = devices.filter(({ hasEnded }) => !hasEnded);
        expect(missed.length).toBeGreaterThan(0);
        for (const { seenAt } of missed) expect(NOW - seenAt).toBeGreaterThanOrEqual(silenceMs);
        const back = { seenAt: NOW, hasEnded: false };
        expect(hasLostDevices([...devices, back], watch)).toBe(false);
        const allEnded = devices.map((device) => ({ ...device, hasEnded: true }));
        expect(hasLostDevices(allEnded, watch)).toBe(false);
      }),
    );
  });

  test("a store that is lost stays so until its last device counts as forgotten", () => {
    holds(
      fc.property(contacts, silence, fc.integer({ min: 0, max: 86_400_000 }), (devices, silenceMs, later) => {
        const watch = { intake: OPEN_INTAKE, steadySince: 0, silenceMs };
        if (!hasLostDevices(devices, { ...watch, now: NOW })) return;
        const lastSeen = Math.max(...devices.flatMap(({ seenAt, hasEnded }) => (hasEnded ? [] : seenAt)));
        const isForgotten = NOW + later - lastSeen > MISSED_FOR_MS;
        expect(hasLostDevices(devices, { ...watch, now: NOW + later })).toBe(!isForgotten);
      }),
    );
  });

  test("a device has several heartbeats before it is in doubt, and is in doubt before it is lost", () => {
    holds(
      fc.property(silence, (silenceMs) => {
        expect(3 * heartbeatMs(silenceMs)).toBeLessThan(freshMs(silenceMs));
        expect(freshMs(silenceMs)).toBeLessThan(silenceMs / 2);
      }),
    );
  });
});

describe("a pause for lost devices", () => {
  test("takes no orders, and its end leaves the store as a person had set it", () => {
    holds(
      fc.property(intakes, fc.integer({ min: 0, max: 86_400_000 }), (intake, later) => {
        const paused = storeWith(pausedForDevices(storeWith(intake), "Unreachable", NOW));
        expect(statusAt(paused, NOW)).toMatchObject({
          mode: "paused",
          reason: "Unreachable",
          opens_at: null,
        });
        const resumed = resumedIntake(paused.intake, NOW + later);
        if (resumed === null) throw new Error("The pause did not end");
        const status = statusAt(storeWith(resumed), NOW + later);
        expect(takesOrders(status)).toBe(true);
        expect(status).toEqual(statusAt(storeWith(intake), NOW + later));
        expect(resumed.version).toBe(intake.version + 2);
      }),
    );
  });

  test.each([
    OPEN_INTAKE,
    byPerson({ mode: "paused" }, 60),
    byPerson({ mode: "paused", cause: "timeouts" }, 60),
    byPerson({ mode: "busy", extra_minutes: 15 }, 60),
  ])("is the only one that a device ends: not %j", (intake) => {
    expect(resumedIntake(intake, NOW)).toBeNull();
  });
});
