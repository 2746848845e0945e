import fc from "fast-check";
import { expect, test } from "vitest";
import { crossesItself } from "@/lib/stores/model/zones/polygon";
import { type Zone, zonesSchema } from "@/lib/stores/model/zones/schema";
import { RING_ZONE, SQUARE_ZONE } from "@/test/support/delivery";
import { uuid } from "@/test/support/menu-arbitraries";
import { draftsOf, moveZone, newZone, readZones, withCorner, type ZoneDraft } from "./zones-draft";

const STORE = { delivery_fee: 290, minimum_order: 1_000, currency: "EUR" };
const amount = fc.integer({ min: 0, max: 100_000 });
const zones = fc
  .array(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom("a", "é", "港") }),
      shape: fc.oneof(
        fc.constant(SQUARE_ZONE.shape),
        fc.record({ kind: fc.constant("ring" as const), radius: fc.integer({ min: 100, max: 50_000 }) }),
      ),
      fee: amount,
      minimum_order: amount,
      extra_minutes: fc.integer({ min: 0, max: 120 }),
    }),
    { maxLength: 20 },
  )
  .map((list): Zone[] => list.map((zone, index) => ({ id: uuid(index + 1), ...zone })));

test("zones that nobody changes are read as they were, in every currency", () => {
  fc.assert(
    fc.property(zones, fc.constantFrom("EUR", "JPY", "KWD"), (list, currency) => {
      expect(readZones(draftsOf(list, currency), currency)).toEqual({ ok: true, zones: list });
    }),
  );
});

test("whatever is typed, what is read can be saved", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.integer().map(String),
    fc.constantFrom("", " ", "1,5"),
  );
  const draft = fc.record({
    id: fc.constant(uuid(1)),
    name: text,
    kind: fc.constantFrom("ring", "polygon"),
    radius: text,
    points: fc.array(
      fc.record({ lat: fc.integer({ min: 0, max: 3 }), lng: fc.integer({ min: 0, max: 3 }) }),
      {
        maxLength: 6,
      },
    ),
    fee: text,
    minimum: text,
    extra: text,
  }) satisfies fc.Arbitrary<ZoneDraft>;
  fc.assert(
    fc.property(draft, (typed) => {
      const read = readZones([typed], "EUR");
      if (read.ok) expect(zonesSchema.safeParse(read.zones).success).toBe(true);
      else expect(read.faults.get(typed.id)?.length).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  );
});

test("each fault is named with its zone", () => {
  const [ring] = draftsOf([RING_ZONE], "EUR");
  if (ring === undefined) throw new Error("There is no draft");
  const drawn = newZone(uuid(2), "polygon", STORE);
  const faulty = { ...ring, name: " ", radius: "99", fee: "-1", minimum: "1.234", extra: "121" };
  expect(readZones([faulty, drawn], "EUR")).toEqual({
    ok: false,
    faults: new Map([
      [ring.id, ["name", "radius", "fee", "minimum", "extra"]],
      [drawn.id, ["name", "points"]],
    ]),
  });
});

test("a new zone charges what the store does, and keeps its radius while it is drawn", () => {
  const ring = { ...newZone(uuid(3), "ring", STORE), name: "Near" };
  expect(readZones([ring], "EUR")).toMatchObject({
    ok: true,
    zones: [{ name: "Near", fee: 290, minimum_order: 1_000, extra_minutes: 0 }],
  });
});

test("a zone moves up and down, and not beyond the ends", () => {
  const drafts = draftsOf([SQUARE_ZONE, RING_ZONE], "EUR");
  const ids = (list: readonly ZoneDraft[]) => list.map(({ id }) => id);
  expect(ids(moveZone(drafts, RING_ZONE.id, -1))).toEqual([RING_ZONE.id, SQUARE_ZONE.id]);
  expect(moveZone(drafts, RING_ZONE.id, 1)).toEqual(drafts);
  expect(moveZone(drafts, SQUARE_ZONE.id, -1)).toEqual(drafts);
  expect(moveZone(drafts, uuid(99), 1)).toEqual(drafts);
});

test("a corner is added to the edge that it is next to, and the others stay in their order", () => {
  const square = [
    { lat: 0, lng: 0 },
    { lat: 0, lng: 10 },
    { lat: 10, lng: 10 },
    { lat: 10, lng: 0 },
  ];
  expect(withCorner(square, { lat: 5, lng: 11 })[2]).toEqual({ lat: 5, lng: 11 });
  expect(withCorner(square, { lat: 5, lng: -1 })[4]).toEqual({ lat: 5, lng: -1 });
  const anywhere = fc.record({
    lat: fc.double({ min: -5, max: 15, noNaN: true }),
    lng: fc.double({ min: -5, max: 15, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(anywhere, { maxLength: 20 }), (presses) => {
      let drawn = square;
      for (const press of presses) {
        const next = withCorner(drawn, press);
        expect(next).toHaveLength(drawn.length + 1);
        expect(next.filter((corner) => corner !== press)).toEqual(drawn);
        drawn = next;
      }
    }),
  );
  // Around a convex border there is always a place without a crossing.
  fc.assert(
    fc.property(anywhere, (press) => {
      fc.pre(!(press.lat === 0 || press.lng === 0 || press.lat === 10 || press.lng === 10));
      expect(crossesItself(withCorner(square, press))).toBe(false);
    }),
  );
});

test("a border has at most 100 corners", () => {
  const full = Array.from({ length: 100 }, (_, n) => ({ lat: n, lng: n }));
  expect(withCorner(full, { lat: 5, lng: 5 })).toEqual(full);
});
