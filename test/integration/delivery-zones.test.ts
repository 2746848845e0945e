import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { GET as getPlaces } from "@/app/api/places/route";
import { POST as postQuote } from "@/app/api/quotes/route";
import { GET as getQuote } from "@/app/api/tenants/[slug]/quote/route";
import { GET as getZones, PUT as putZones } from "@/app/api/tenants/[slug]/zones/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/load-viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { addresses } from "@/lib/db/schema/orders";
import { tenants } from "@/lib/db/schema/stores";
import { menuChannel } from "@/lib/menu/model/channels";
import { quoteSchema } from "@/lib/menu/model/schema";
import { changeOrder } from "@/lib/orders/server/commands";
import { placeOrder } from "@/lib/orders/server/place";
import { readEvents } from "@/lib/realtime/log/log";
import type { DeliverySettings } from "@/lib/stores/model/delivery-settings";
import type { Zone } from "@/lib/stores/model/zones/schema";
import { withDatabase } from "@/test/support/database";
import { FAR, NEAR, OWN_DELIVERY, PORT, RING_ZONE, SQUARE_ZONE } from "@/test/support/delivery";
import { makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

const ORIGIN = "http://localhost:3000";
let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  kitchen = await makeRestaurant(PORT);
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});

const params = (slug: string) => ({ params: Promise.resolve({ slug }) });
const read = async (slug = kitchen.slug) => {
  const response = await getZones(new Request(`${ORIGIN}/api/tenants/${slug}/zones`), params(slug));
  return { status: response.status, body: await response.json() };
};
async function put(who: Viewer | null, body: unknown, { slug = kitchen.slug, scope = "menu:write" } = {}) {
  const scopes: Scope[] = scope === "menu:write" ? ["menu:write"] : ["orders:write"];
  const token = who === null ? null : (await createToken(who.userId, { name: "test", scopes })).token;
  const response = await putZones(
    new Request(`${ORIGIN}/api/tenants/${slug}/zones`, {
      method: "PUT",
      headers: {
        "Content-Type": "application/json",
        ...(token !== null && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    }),
    params(slug),
  );
  return { status: response.status, body: await response.json() };
}
const setZones = (zones: Zone[], zones_version = 1) =>
  commands.set_zones.execute(ana, { tenant_id: kitchen.id, zones, zones_version }, undefined);
const ask = async (query: string, slug = kitchen.slug) => {
  const response = await getQuote(new Request(`${ORIGIN}/api/tenants/${slug}/quote?${query}`), params(slug));
  return { status: response.status, body: await response.json() };
};
const quoteFor = async (place: { lat: number; lng: number } | null) => {
  const { tenant_id, items } = orderFor(kitchen);
  const response = await postQuote(
    new Request(`${ORIGIN}/api/quotes`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ tenant_id, items, place }),
    }),
  );
  return quoteSchema.parse((await response.json()).data);
};
const { address } = orderFor({ id: "", slug: "", soup: "", pizza: "", classicDough: "", soldOut: "" });
const place = (at: object = {}, more: object = {}) =>
  placeOrder(lena, orderFor(kitchen, { address: { ...address, ...at }, ...more }));
const statusEvents = async () =>
  (await readEvents(await queryable(), menuChannel.name(kitchen.id), 0)).events.filter(
    ({ type }) => type === "store_status",
  );

describe("the zones of a store", () => {
  test("are public, and none at first", async () => {
    expect(await read()).toMatchObject({ status: 200, body: { data: { zones: [], zones_version: 1 } } });
    expect((await read("no-such-store")).status).toBe(404);
  });

  test("are set by its staff, and open checkouts learn of it", async () => {
    const zones = [SQUARE_ZONE, RING_ZONE];
    expect(await put(ana, { zones, zones_version: 1 })).toMatchObject({
      status: 200,
      body: { data: { zones, zones_version: 2 } },
    });
    expect((await read()).body.data).toEqual({ zones, zones_version: 2 });
    expect(await statusEvents()).toHaveLength(1);
  });

  test("of a version that is not the present one overwrite nothing, and the present ones are the answer", async () => {
    await setZones([SQUARE_ZONE]);
    const mine = [{ ...RING_ZONE, fee: 1 }];
    expect(await put(ana, { zones: mine, zones_version: 1 })).toMatchObject({
      status: 409,
      body: { data: { zones: [SQUARE_ZONE], zones_version: 2 } },
    });
    expect((await read()).body.data).toEqual({ zones: [SQUARE_ZONE], zones_version: 2 });
    expect((await put(ana, { zones: mine, zones_version: 2 })).status).toBe(200);
  });

  test("may be sent again: the second time changes nothing", async () => {
    const first = await setZones([SQUARE_ZONE]);
    expect(await setZones([SQUARE_ZONE])).toEqual(first);
    expect(await statusEvents()).toHaveLength(1);
  });

  test("by distance need the place of the store", async () => {
    await (await queryable()).update(tenants).set({ lat: null, lng: null }).where(eq(tenants.id, kitchen.id));
    expect(await setZones([RING_ZONE])).toMatchObject({ ok: false, code: "invalid" });
    expect(await setZones([SQUARE_ZONE])).toMatchObject({ ok: true });
  });

  test("stay as they are for customers, for staff of other stores, for visitors and for other tokens", async () => {
    const body = { zones: [SQUARE_ZONE], zones_version: 1 };
    const other = await makePerson("Otto", { staffOf: [(await makeRestaurant()).id] });
    expect((await put(lena, body)).status).toBe(403);
    expect((await put(other, body)).status).toBe(403);
    expect((await put(null, body)).status).toBe(401);
    expect((await put(ana, body, { scope: "orders:write" })).status).toBe(403);
    expect((await put(ana, body, { slug: "no-such-store" })).status).toBe(404);
    expect((await read()).body.data.zones).toEqual([]);
  });

  test("are refused with a border that crosses itself", async () => {
    const [one, two, three, four] = SQUARE_ZONE.shape.kind === "polygon" ? SQUARE_ZONE.shape.points : [];
    const crossed = { ...SQUARE_ZONE, shape: { kind: "polygon", points: [one, three, two, four] } };
    const answer = await put(ana, { zones: [crossed], zones_version: 1 });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.errors)).toContain("crosses itself");
  });
});

describe("what delivery to a place costs", () => {
  test("is the store's own fee everywhere, as long as it has no zones", async () => {
    expect(await ask(`lat=${FAR.lat}&lng=${FAR.lng}`)).toMatchObject({
      status: 200,
      body: { data: { fee: 290, minimum: 0, minutes: 35 } },
    });
  });

  test("is that of the first zone, and outside of all the answer is 422", async () => {
    await setZones([SQUARE_ZONE, RING_ZONE]);
    expect((await ask(`lat=${NEAR.lat}&lng=${NEAR.lng}`)).body.data).toEqual({
      fee: 150,
      service_fee: 0,
      minimum: 700,
      minutes: 45,
    });
    expect((await ask("lat=54.33&lng=10.13")).body.data).toEqual({
      fee: 450,
      service_fee: 0,
      minimum: 0,
      minutes: 50,
    });
    const outside = await ask(`lat=${FAR.lat}&lng=${FAR.lng}`);
    expect(outside.status).toBe(422);
    expect(outside.body.errors).toEqual(["Test Kitchen does not deliver to this place"]);
  });

  test.each(["", "lat=1", "lat=&lng=", "lat=91&lng=0", "lat=NaN&lng=0", "lat=Infinity&lng=1", "lat=x&lng=1"])(
    "needs a place (%s)",
    async (query) => {
      expect((await ask(query)).status).toBe(400);
      expect((await ask("lat=1&lng=1", "no-such-store")).status).toBe(404);
    },
  );
});

describe("a quote", () => {
  test("without zones is the same with a place and without", async () => {
    expect(await quoteFor(null)).toMatchObject({ area: { kind: "everywhere" }, can_order: true });
    expect(await quoteFor(FAR)).toMatchObject({ delivery_fee: 290, can_order: true });
  });

  test("has the fee, the minimum and the minutes of the zone", async () => {
    await setZones([SQUARE_ZONE]);
    expect(await quoteFor(NEAR)).toMatchObject({
      area: { kind: "zone", zone_id: SQUARE_ZONE.id, zone_name: "Harbour" },
      delivery_fee: 150,
      minimum_order: 700,
      total: 930,
      soonest_minutes: 45,
      can_order: true,
    });
    expect(await quoteFor(FAR)).toMatchObject({ area: { kind: "outside" }, can_order: false });
    expect(await quoteFor(null)).toMatchObject({ area: { kind: "unknown" }, can_order: false });
  });
});

describe("an order", () => {
  test("without zones needs no place, and keeps the pin", async () => {
    expect(await place()).toMatchObject({ ok: true });
    const placed = await place(FAR);
    if (!placed.ok) throw new Error(placed.message);
    const [row] = await (await queryable())
      .select()
      .from(addresses)
      .where(eq(addresses.id, placed.data.address_id));
    expect(row).toMatchObject({ line1: address.line1, ...FAR });
  });

  test("is charged the fee of its zone, and promised with its minutes, also when the zone changes", async () => {
    await setZones([SQUARE_ZONE]);
    const placed = await place(NEAR, { expected_total: 930 });
    if (!placed.ok) throw new Error(placed.message);
    expect(placed.data).toMatchObject({ delivery_fee: 150, final_amount: 930, delivery_minutes: 25 });
    await setZones([{ ...SQUARE_ZONE, extra_minutes: 0, fee: 900 }], 2);
    const accepted = await changeOrder(ana, placed.data.id, { name: "accept", prep_minutes: 20 });
    if (!accepted.ok) throw new Error(accepted.message);
    const { promised_at, accepted_at } = accepted.data.order;
    expect(Date.parse(promised_at ?? "") - Date.parse(accepted_at ?? "")).toBe(45 * 60_000);
  });

  test("is refused when the fee is another than the customer saw", async () => {
    await setZones([SQUARE_ZONE]);
    await setZones([{ ...SQUARE_ZONE, fee: 250 }], 2);
    expect(await place(NEAR, { expected_total: 930 })).toMatchObject({
      ok: false,
      code: "conflict",
      current: { delivery_fee: 250, total: 1030 },
    });
  });

  test("is refused outside of all zones, below the minimum of its zone, and without a known place", async () => {
    await setZones([{ ...SQUARE_ZONE, minimum_order: 781 }]);
    expect(await place(FAR)).toMatchObject({ ok: false, current: { area: { kind: "outside" } } });
    expect(await place(NEAR)).toMatchObject({ ok: false, current: { minimum_order: 781 } });
    const unknown = await place();
    expect(unknown).toMatchObject({ ok: false, code: "conflict", current: { area: { kind: "unknown" } } });
    expect(unknown).toMatchObject({ message: expect.stringContaining("Put a pin on the map") });
  });

  test("that riders bring needs a place, and the pin that was put once is remembered with the address", async () => {
    await (await queryable())
      .update(tenants)
      .set({ delivery_by: "riders" })
      .where(eq(tenants.id, kitchen.id));
    expect(await place()).toMatchObject({ ok: false, current: { area: { kind: "unknown" } } });
    const first = await place(NEAR);
    const again = await place();
    if (!first.ok || !again.ok) throw new Error("refused");
    expect(again.data.address_id).toBe(first.data.address_id);
    const elsewhere = await place({ ...NEAR, lat: 54.322 });
    if (!elsewhere.ok) throw new Error(elsewhere.message);
    expect(elsewhere.data.address_id).not.toBe(first.data.address_id);
  });

  test.each([
    ["either", NEAR],
    ["store", { lat: null, lng: null }],
  ] as const)(
    "of a store that delivers by %s has the place %j without a pin: riders need one",
    async (by, at) => {
      await (await queryable()).update(tenants).set({ delivery_by: by }).where(eq(tenants.id, kitchen.id));
      const before = globalThis.platewireGeocoder;
      globalThis.platewireGeocoder = async () => ({ kind: "found", place: NEAR });
      const placed = await place().finally(() => {
        globalThis.platewireGeocoder = before;
      });
      if (!placed.ok) throw new Error(placed.message);
      const [row] = await (await queryable())
        .select()
        .from(addresses)
        .where(eq(addresses.id, placed.data.address_id));
      expect(row).toMatchObject(at);
    },
  );

  test("has both parts of a pin, on the earth", async () => {
    const send = (at: object) =>
      commands.place_order.execute(lena, { ...orderFor(kitchen), address: { ...address, ...at } }, undefined);
    for (const at of [{ lat: 1 }, { lng: 1 }, { lat: 91, lng: 1 }, { lat: "1", lng: "1" }])
      expect(await send(at)).toMatchObject({ ok: false, code: "invalid" });
  });
});

describe("how a store delivers", () => {
  const set = (who: Viewer, delivery: DeliverySettings, before = present) =>
    commands.set_store_delivery.execute(who, { tenant_id: kitchen.id, delivery, before }, undefined);
  const present = { ...OWN_DELIVERY, place: PORT };
  const riders: DeliverySettings = { ...present, delivery_by: "riders", dispatch_mode: "manual" };

  test("is set by its staff, and orders are placed by it", async () => {
    expect(await set(ana, riders)).toEqual({ ok: true, data: riders });
    expect(await place(NEAR)).toMatchObject({ ok: true, data: { delivery_by: "riders" } });
    expect(await statusEvents()).toHaveLength(1);
  });

  test("keeps what somebody else has changed meanwhile, and tells where both changed the same", async () => {
    await set(ana, riders);
    const moved = { ...present, place: NEAR };
    expect(await set(ana, moved)).toEqual({ ok: true, data: { ...riders, place: NEAR } });
    const either: DeliverySettings = { ...present, delivery_by: "either" };
    expect(await set(ana, either)).toMatchObject({
      ok: false,
      code: "conflict",
      current: { ...riders, place: NEAR },
    });
  });

  test("stays as it is for customers and for staff of other stores", async () => {
    const other = await makePerson("Otto", { staffOf: [(await makeRestaurant()).id] });
    expect(await set(lena, riders)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await set(other, riders)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await place()).toMatchObject({ ok: true, data: { delivery_by: "store" } });
  });

  test("has a place as long as zones are measured from it", async () => {
    await setZones([RING_ZONE]);
    expect(await set(ana, { ...present, place: null })).toMatchObject({ ok: false, code: "invalid" });
  });

  test("has a place as long as riders come to it", async () => {
    expect(await set(ana, { ...riders, place: null })).toMatchObject({ ok: false, code: "invalid" });
  });
});

describe("the place of an address", () => {
  const find = async (who: Viewer | null, query: Record<string, string>) => {
    const scopes: Scope[] = ["orders:write"];
    const token = who === null ? null : (await createToken(who.userId, { name: "test", scopes })).token;
    const response = await getPlaces(
      new Request(`${ORIGIN}/api/places?${new URLSearchParams(query)}`, {
        headers: token === null ? {} : { Authorization: `Bearer ${token}` },
      }),
    );
    return { status: response.status, body: await response.json() };
  };
  const { line1, postal_code, city } = address;

  test("is told to people who are signed in; without a directory it is unknown", async () => {
    expect(await find(lena, { line1, postal_code, city })).toMatchObject({
      status: 200,
      body: { data: { kind: "unknown" } },
    });
    expect((await find(null, { line1, postal_code, city })).status).toBe(401);
    expect((await find(lena, { line1, city })).status).toBe(400);
  });
});
