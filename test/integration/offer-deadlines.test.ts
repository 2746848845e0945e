import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { offerOrders, offers } from "@/lib/db/schema/dispatch";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { startOfferDeadlines } from "@/lib/dispatch/server/plan/planner";
import { planForFleets } from "@/lib/dispatch/server/plan/react-to-events";
import { readDispatchView } from "@/lib/dispatch/server/plan/read-view";
import { readRiderHome } from "@/lib/dispatch/server/rider-home";
import { changeOrder } from "@/lib/orders/server/commands";
import { drainChannels, registerAll } from "@/lib/reactions/drain";
import { readEvents } from "@/lib/realtime/log/log";
import { onPublished } from "@/lib/realtime/publish/after-publish";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore, mustOffer } from "@/test/support/riders";
import { makePerson, type TestRestaurant } from "@/test/support/world";

/** Offers end in time without a process that plans: whoever reads ends them, and whoever serves a stream. */

withDatabase();

let store: TestRestaurant;
let ana: Viewer;
let rita: Viewer;
let orderId: string;

beforeEach(async () => {
  store = await makeRiderStore({ rider_fleet: "own" });
  ana = await makePerson("Ana", { staffOf: [store.id] });
  rita = await makeRider("Rita", { tenantId: store.id });
  orderId = (await makeAcceptedOrder(await makePerson("Lena"), ana, store)).id;
  await changeOrder(ana, orderId, { name: "ready" });
});
afterEach(() => {
  onPublished(undefined);
  for (const timer of globalThis.platewirePeriodic?.values() ?? []) clearInterval(timer);
  globalThis.platewirePeriodic = undefined;
  vi.useRealTimers();
});

const offersNow = async () =>
  (await queryable())
    .select({ rider_id: offers.rider_id, status: offers.status })
    .from(offerOrders)
    .innerJoin(offers, eq(offers.id, offerOrders.offer_id))
    .where(eq(offerOrders.order_id, orderId))
    .orderBy(offers.made_at);

async function endsTold(): Promise<number> {
  const { events } = await readEvents(await queryable(), fleetChannel.name(store.id), 0);
  return events.filter(({ type }) => type === "offer_expired").length;
}

const aMinuteAgo = () => ({ now: new Date(Date.now() - 60_000) });

test.each(["the dispatcher's view", "the rider's page"])(
  "a read of %s ends what is over, once",
  async (what) => {
    await mustOffer(rita, [orderId], aMinuteAgo());
    const read = () =>
      what === "the rider's page" ? readRiderHome(rita) : readDispatchView(ana, { tenantId: store.id });
    await read();
    expect(await offersNow()).toMatchObject([{ status: "expired" }]);
    await Promise.all([read(), read()]);
    expect(await endsTold()).toBe(1);
  },
);

test("a read leaves an offer alone whose time is not up", async () => {
  await mustOffer(rita, [orderId]);
  await readDispatchView(ana, { tenantId: store.id });
  await readRiderHome(rita);
  expect(await offersNow()).toMatchObject([{ status: "open" }]);
});

test("an instance that only serves streams ends an offer within 5 s, and the next rider is asked", async () => {
  await mustOffer(rita, [orderId], aMinuteAgo());
  await registerAll([planForFleets]);
  const sam = await makeRider("Sam", { tenantId: store.id });
  // As on Vercel: the reactions run after what commits.
  onPublished(async (channels) => void (await drainChannels([planForFleets], channels, 5_000)));
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  startOfferDeadlines();
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await vi.waitFor(
    async () =>
      expect(await offersNow()).toEqual([
        { rider_id: rita.userId, status: "expired" },
        { rider_id: sam.userId, status: "open" },
      ]),
    { timeout: 20_000 },
  );
});
