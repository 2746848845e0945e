import { expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { answerOffer } from "@/lib/dispatch/server/answer-offer";
import { listToldOffers } from "@/lib/dispatch/server/list-told-offers";
import { readMayDispatch } from "@/lib/dispatch/server/read-may-dispatch";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore, mustOffer } from "@/test/support/riders";
import { makePerson } from "@/test/support/world";

withDatabase();

async function declinedOrder() {
  const kitchen = await makeRiderStore();
  const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const lena = await makePerson("Lena");
  const rita = await makeRider("Rita Rad");
  const order = await makeAcceptedOrder(lena, ana, kitchen);
  const offer = await mustOffer(rita, [order.id]);
  const declined = await answerOffer(rita.userId, offer.id, "decline");
  if (!declined.ok) throw new Error(declined.message);
  return { kitchen, ana, lena, rita, order };
}

test("the record of an order tells its offers to staff and admins, and to nobody else", async () => {
  const { ana, lena, rita, order } = await declinedOrder();
  const ada = await makePerson("Ada", { isAdmin: true });
  for (const viewer of [ana, ada]) {
    const [offer, ...more] = (await listToldOffers(viewer, order)) ?? [];
    expect(more).toEqual([]);
    expect(offer).toMatchObject({ rider_name: "Rita", status: "declined" });
    expect(Date.parse(offer?.ended_at ?? "")).toBeGreaterThanOrEqual(Date.parse(offer?.made_at ?? ""));
  }
  const other = await makePerson("Bea", { staffOf: [(await makeRiderStore()).id] });
  for (const viewer of [lena, rita, other]) expect(await listToldOffers(viewer, order)).toBeNull();
});

test("an order that nobody was asked for has no offers", async () => {
  const kitchen = await makeRiderStore();
  const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const order = await makeAcceptedOrder(await makePerson("Lena"), ana, kitchen);
  expect(await listToldOffers(ana, order)).toEqual([]);
});

test("admins decide everywhere, the staff of a store where it has riders of its own, and nobody else", async () => {
  const [own, platform] = [
    await makeRiderStore({ rider_fleet: "both" }),
    await makeRiderStore({ rider_fleet: "platform" }),
  ];
  const may = async (who: Viewer) => [
    await readMayDispatch(who, own.id),
    await readMayDispatch(who, platform.id),
  ];
  expect(await may(await makePerson("Ada", { isAdmin: true }))).toEqual([true, true]);
  expect(await may(await makePerson("Ana", { staffOf: [own.id, platform.id] }))).toEqual([true, false]);
  expect(await may(await makePerson("Lena"))).toEqual([false, false]);
  expect(await may(await makeRider("Rita"))).toEqual([false, false]);
  expect(await readMayDispatch(await makePerson("Ada", { isAdmin: true }), crypto.randomUUID())).toBe(false);
});
