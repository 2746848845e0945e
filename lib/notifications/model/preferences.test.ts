import fc from "fast-check";
import { expect, test } from "vitest";
import { KINDS, kindsFor, NOTICE_KINDS, OUTER_CHANNELS } from "./kinds";
import {
  chosenPreferencesSchema,
  mergedPreferences,
  type Preferences,
  preferenceChanges,
  preferenceChangesSchema,
  preferencesOf,
} from "./preferences";

const defaults = preferencesOf(null);

test("every kind has an entry, and every entry is a kind", () => {
  expect(Object.keys(KINDS)).toEqual([...NOTICE_KINDS]);
  expect(Object.keys(defaults.kinds).sort()).toEqual([...NOTICE_KINDS].sort());
});

test("the defaults may be stored as they are", () => {
  expect(chosenPreferencesSchema.parse(defaults)).toEqual(defaults);
});

test("what must reach a person cannot be turned off", () => {
  const kinds = { ...defaults.kinds, account: { push: false, email: false } };
  const refused = chosenPreferencesSchema.safeParse({ ...defaults, kinds });
  expect(refused.error?.issues).toMatchObject([
    { path: ["kinds", "account", "email"], message: "cannot be turned off" },
  ]);
});

test.each([
  { quiet_hours: { from: "22:00", to: "22:00" } },
  { quiet_hours: { from: "24:00", to: "07:00" } },
  { quiet_hours: { from: "7:00", to: "09:00" } },
  { time_zone: "Europe/Nowhere" },
  { time_zone: "" },
  { more: true },
])("refuses %j", (over) => {
  expect(chosenPreferencesSchema.safeParse({ ...defaults, ...over }).success).toBe(false);
});

test("a stored choice counts, an unknown kind and a required channel that is off do not", () => {
  const stored = {
    kinds: { order_waiting: { push: false, email: false }, messages: { push: false, email: true } },
    quiet_from: "22:00",
    quiet_to: "07:00",
    time_zone: "Europe/Berlin",
  };
  expect(preferencesOf(stored)).toMatchObject({
    kinds: { order_waiting: { push: true, email: true }, messages: { push: false, email: true } },
    quiet_hours: { from: "22:00", to: "07:00" },
    time_zone: "Europe/Berlin",
  });
  expect(preferencesOf({ ...stored, kinds: { gone: { push: true, email: true } } }).kinds).toEqual(
    defaults.kinds,
  );
});

test("kinds for staff and admins are shown to them only", () => {
  const nobody = { isAdmin: false, tenantIds: [], riderFleet: null };
  expect(kindsFor(nobody)).not.toContain("order_waiting");
  expect(kindsFor({ ...nobody, tenantIds: ["1"] })).toContain("order_waiting");
  expect(kindsFor({ ...nobody, isAdmin: true })).toContain("order_missed");
  expect(kindsFor(nobody)).not.toContain("offer");
  expect(kindsFor({ ...nobody, riderFleet: "platform" })).toContain("offer");
});

const anyPreferences: fc.Arbitrary<Preferences> = fc
  .record({
    kinds: fc.dictionary(
      fc.constantFrom(...NOTICE_KINDS),
      fc.record({ push: fc.boolean(), email: fc.boolean() }),
    ),
    quiet: fc.constantFrom(["22:00", "07:00"], ["23:00", "07:00"], [null, null]),
    time_zone: fc.constantFrom("UTC", "Europe/Berlin"),
  })
  .map(({ kinds, quiet: [from = null, to = null], time_zone }) =>
    preferencesOf({ kinds, quiet_from: from, quiet_to: to, time_zone }),
  );

test("changes make one choice of another, and name nothing that is the same in both", () => {
  fc.assert(
    fc.property(anyPreferences, anyPreferences, (from, to) => {
      const changes = preferenceChangesSchema.parse(preferenceChanges(from, to));
      expect(mergedPreferences(from, changes)).toEqual(to);
      expect(preferenceChanges(to, to)).toEqual({});
    }),
  );
});

test("a form that was read before keeps what was changed elsewhere meanwhile, unless the person changed just that", () => {
  fc.assert(
    fc.property(anyPreferences, anyPreferences, anyPreferences, (read, elsewhere, chosen) => {
      const merged = mergedPreferences(elsewhere, preferenceChanges(read, chosen));
      for (const kind of NOTICE_KINDS)
        for (const channel of OUTER_CHANNELS) {
          const isChanged = chosen.kinds[kind][channel] !== read.kinds[kind][channel];
          expect(merged.kinds[kind][channel]).toBe((isChanged ? chosen : elsewhere).kinds[kind][channel]);
        }
    }),
  );
});
