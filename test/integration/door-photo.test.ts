import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/orders/[id]/door-photo/route";
import { POST } from "@/app/api/trips/[id]/photo/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { doorPhotos } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { transaction } from "@/lib/db/transaction";
import { pressSchema } from "@/lib/dispatch/model/riding/requests";
import { removeOldDoorPhotos } from "@/lib/dispatch/server/door-photo";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { assignDirectly } from "@/lib/dispatch/server/trips";
import { withDatabase } from "@/test/support/database";
import { LOCATION, smallPhoto } from "@/test/support/photos";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { makePerson, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let ana: Viewer;
let ada: Viewer;
let lena: Viewer;
let rita: Viewer;
beforeAll(async () => {
  kitchen = await makeRiderStore();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  ada = await makePerson("Ada", { isAdmin: true });
});
beforeEach(async () => {
  lena = await makePerson("Lena");
  rita = await makeRider("Rita");
});

async function headersOf({ userId }: Viewer) {
  const { token } = await createToken(userId, { name: "t", scopes: ["orders:read", "orders:write"] });
  return { Authorization: `Bearer ${token}` };
}

async function upload(
  viewer: Viewer,
  tripId: string,
  orderId: string,
  body: Uint8Array,
  type = "image/jpeg",
) {
  const request = new Request(`http://localhost:3000/api/trips/${tripId}/photo?order_id=${orderId}`, {
    method: "POST",
    headers: { ...(await headersOf(viewer)), "Content-Type": type },
    body: Uint8Array.from(body),
  });
  return POST(request, { params: Promise.resolve({ id: tripId }) });
}

async function look(viewer: Viewer, orderId: string) {
  const request = new Request(`http://localhost:3000/api/orders/${orderId}/door-photo`, {
    headers: await headersOf(viewer),
  });
  return GET(request, { params: Promise.resolve({ id: orderId }) });
}

const press = (tripId: string, order_id: string, step: string, more: object = {}) =>
  takeStep(rita.userId, tripId, pressSchema.parse({ order_id, step, ...more }), randomUUID());

async function carried({ leaveAtDoor = true } = {}): Promise<{ orderId: string; tripId: string }> {
  const { id: orderId } = await makeAcceptedOrder(lena, ana, kitchen);
  const db = await queryable();
  await db.update(orders).set({ leave_at_door: leaveAtDoor }).where(eq(orders.id, orderId));
  const actor = { id: ada.userId, name: ada.name, kind: "admin" } as const;
  const given = await transaction((tx) =>
    assignDirectly(tx, { riderId: rita.userId, orderIds: [orderId], actor, now: new Date() }),
  );
  if (!given.ok) throw new Error(given.message);
  expect(await press(given.data, orderId, "picked_up")).toMatchObject({ ok: true });
  return { orderId, tripId: given.data };
}

describe("the photo of an order that is left at the door", () => {
  test("takes the place of the PIN, is written anew without its metadata, and is seen by the customer and admins alone", async () => {
    const { orderId, tripId } = await carried();
    expect(await press(tripId, orderId, "delivered")).toMatchObject({
      code: "invalid",
      message: expect.stringContaining("photo"),
    });
    const sent = await sharp(await smallPhoto())
      .withExif(LOCATION)
      .jpeg()
      .toBuffer();
    expect((await upload(rita, tripId, orderId, sent)).status).toBe(200);
    expect(await press(tripId, orderId, "delivered")).toMatchObject({ ok: true });

    for (const viewer of [lena, ada]) {
      const shown = await look(viewer, orderId);
      expect(shown.status).toBe(200);
      expect(shown.headers.get("cache-control")).toBe("private, no-store");
      const { format, width, exif } = await sharp(await shown.arrayBuffer()).metadata();
      expect({ format, width, exif }).toEqual({ format: "webp", width: 400, exif: undefined });
    }
    for (const other of [ana, rita, await makePerson("Stranger")])
      expect((await look(other, orderId)).status).toBe(404);
    expect((await look(lena, "no-id")).status).toBe(404);
  });

  test("is seen by the staff of the store whose own rider took it", async () => {
    rita = await makeRider("Rita", { tenantId: kitchen.id });
    const { orderId, tripId } = await carried();
    expect((await upload(rita, tripId, orderId, await smallPhoto())).status).toBe(200);
    expect((await look(ana, orderId)).status).toBe(200);
    const elsewhere = await makePerson("Carla", { staffOf: [(await makeRiderStore()).id] });
    expect((await look(elsewhere, orderId)).status).toBe(404);
  });

  test("is refused of anybody but the rider of the trip, for another order, before the pick-up and after the delivery", async () => {
    const { orderId, tripId } = await carried();
    const photo = await smallPhoto();
    for (const other of [lena, ana, ada, await makeRider("Sam")])
      expect((await upload(other, tripId, orderId, photo)).status).toBe(404);
    expect((await upload(rita, tripId, randomUUID(), photo)).status).toBe(404);
    expect((await upload(rita, "no-id", orderId, photo)).status).toBe(404);
    expect((await upload(rita, tripId, orderId, photo, "multipart/form-data")).status).toBe(415);
    expect((await upload(rita, tripId, orderId, Buffer.from("no photo"))).status).toBe(400);
    expect(await press(tripId, orderId, "undo")).toMatchObject({ ok: true });
    expect((await upload(rita, tripId, orderId, photo)).status).toBe(409);
    await press(tripId, orderId, "picked_up");
    expect(await press(tripId, orderId, "delivered", { pin: "1234" })).toMatchObject({ ok: true });
    expect((await upload(rita, tripId, orderId, photo)).status).toBe(409);
    expect((await look(lena, orderId)).status).toBe(404);
  });

  test("proves nothing where the customer wants to be asked for the PIN", async () => {
    const { orderId, tripId } = await carried({ leaveAtDoor: false });
    expect((await upload(rita, tripId, orderId, await smallPhoto())).status).toBe(409);
  });

  test("is removed after 30 days", async () => {
    const { orderId, tripId } = await carried();
    await upload(rita, tripId, orderId, await smallPhoto());
    const db = await queryable();
    expect(await removeOldDoorPhotos(db, 10)).toBe(0);
    const before = new Date(Date.now() - 31 * 24 * 3_600_000);
    await db.update(doorPhotos).set({ taken_at: before }).where(eq(doorPhotos.order_id, orderId));
    expect(await removeOldDoorPhotos(db, 10)).toBe(1);
    expect((await look(lena, orderId)).status).toBe(404);
  });
});
