import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { GET as getOrderRoute } from "@/app/api/orders/[id]/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import type { Viewer } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { notifications } from "@/lib/db/schema/notifications";
import { transaction } from "@/lib/db/transaction";
import { leaveTrip } from "@/lib/dispatch/server/leave-trip";
import { assignRiderCommand } from "@/lib/dispatch/server/plan/assign-rider";
import { listDecisions } from "@/lib/dispatch/server/plan/decisions";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { assignDirectly } from "@/lib/dispatch/server/trips";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { getOrder } from "@/lib/orders/server/queries";
import { runReactions } from "@/lib/reactions";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeAcceptedOrder, makeRider, makeRiderStore } from "@/test/support/riders";
import { makePerson } from "@/test/support/world";

withDatabase();

/** Nothing else is called so. */
const WORDS = "wolfsbane-accident";

async function world() {
  const kitchen = await makeRiderStore({ rider_fleet: "both" });
  const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  const ada = await makePerson("Ada", { isAdmin: true });
  const lena = await makePerson("Lena");
  const rita = await makeRider("Rita Rad");
  const order = await makeAcceptedOrder(lena, ana, kitchen);
  const begun = await transaction((tx) =>
    assignDirectly(tx, {
      riderId: rita.userId,
      orderIds: [order.id],
      actor: { id: ada.userId, name: "Ada", kind: "admin" },
      now: new Date(),
    }),
  );
  if (!begun.ok) throw new Error(begun.message);
  return { kitchen, ana, ada, lena, rita, order, tripId: begun.data };
}
type World = Awaited<ReturnType<typeof world>>;

async function isDone(call: Promise<{ ok: boolean }>) {
  expect(await call).toMatchObject({ ok: true });
}
const pickUp = ({ rita, tripId, order }: World) =>
  isDone(takeStep(rita.userId, tripId, { order_id: order.id, step: "picked_up", note: "" }));

async function answerOf({ userId }: Viewer, id: string) {
  const { token } = await createToken(userId, { name: "test", scopes: ["orders:read"] });
  const request = new Request(`http://localhost:3000/api/orders/${id}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const response = await getOrderRoute(request, { params: Promise.resolve({ id }) });
  expect(response.status).toBe(200);
  return response.text();
}

async function everythingOf({ lena, kitchen, order }: World): Promise<string> {
  await runReactions(20_000);
  const db = await queryable();
  const channels = [
    orderChannel.name(order.id),
    userChannel.name(lena.userId),
    // Boards have no need of it, and anybody's press is shown to the customer by the same entry.
    tenantOrdersChannel.name(kitchen.id),
  ];
  const events = await Promise.all(channels.map((name) => readEvents(db, name, 0, 10_000)));
  for (const { events: told } of events) expect(told.length).toBeGreaterThan(1);
  return [
    JSON.stringify(events),
    JSON.stringify(await getOrder(lena, order.id)),
    await answerOf(lena, order.id),
    JSON.stringify(await db.select().from(notifications).where(eq(notifications.user_id, lena.userId))),
  ].join("\n");
}

test.each<[string, string, string, (world: World) => Promise<unknown>]>([
  [
    "a rider who leaves the trip before the pick-up",
    "release",
    "release_rider",
    ({ rita, tripId }) => isDone(leaveTrip(rita.userId, tripId, WORDS)),
  ],
  [
    "a rider who leaves the trip with the food",
    "fail",
    "fail_delivery",
    async (made) => {
      await pickUp(made);
      await isDone(leaveTrip(made.rita.userId, made.tripId, WORDS));
    },
  ],
  [
    "a rider who could not hand it over",
    "fail",
    "fail_delivery",
    async (made) => {
      await pickUp(made);
      const press = { order_id: made.order.id, step: "failed", reason: "OTHER", note: WORDS } as const;
      await isDone(takeStep(made.rita.userId, made.tripId, press));
    },
  ],
  [
    "a dispatcher who takes the order back",
    "release",
    "release_rider",
    ({ ada, order }) =>
      isDone(
        assignRiderCommand.execute(ada, { order_ids: [order.id], rider_id: null, reason: WORDS }, undefined),
      ),
  ],
])(
  "the words of %s are for staff, and in nothing that the customer reads",
  async (_, kind, action, happen) => {
    const made = await world();
    await happen(made);
    const read = await everythingOf(made);
    expect(read).toContain(action);
    expect(read).not.toContain(WORDS);
    for (const viewer of [made.ana, made.ada]) {
      const { decisions } = (await listDecisions(viewer, made.order.id)) ?? { decisions: [] };
      expect(decisions).toContainEqual(expect.objectContaining({ kind, note: WORDS }));
    }
    expect(await listDecisions(made.lena, made.order.id)).toBeNull();
  },
);
