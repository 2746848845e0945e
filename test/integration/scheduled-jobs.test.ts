import { eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { GET as autoCancel } from "@/app/api/jobs/auto-cancel/route";
import { GET as trimLog } from "@/app/api/jobs/trim-log/route";
import { queryable } from "@/lib/db/client";
import { orders } from "@/lib/db/schema/orders";
import { channelEvents } from "@/lib/db/schema/realtime";
import { channelName } from "@/lib/realtime/protocol/channel";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant } from "@/test/support/world";

const { SECRET } = vi.hoisted(() => {
  const SECRET = "a secret of the scheduler";
  // Before the environment is read, which happens once.
  process.env.CRON_SECRET = SECRET;
  return { SECRET };
});

withDatabase();

const call = (job: (request: Request) => Promise<Response>, authorization?: string) =>
  job(new Request("http://localhost:3000/api/jobs", { headers: authorization ? { authorization } : {} }));

describe("a scheduled job", () => {
  test("is done for nobody but the scheduler", async () => {
    for (const job of [autoCancel, trimLog])
      for (const authorization of [undefined, "Bearer ", `Bearer ${SECRET}x`, SECRET])
        expect((await call(job, authorization)).status).toBe(401);
  });

  test("ends orders that nobody accepted in time", async () => {
    const { id } = await makeOrder(await makePerson("Lena"), await makeRestaurant());
    const db = await queryable();
    await db
      .update(orders)
      .set({ accept_by: new Date(0) })
      .where(eq(orders.id, id));
    const answer = await call(autoCancel, `Bearer ${SECRET}`);
    expect(await answer.json()).toEqual({ success: true, data: { cancelled: 1 } });
  });

  test("trims the log", async () => {
    const { id } = await makeOrder(await makePerson("Lena"), await makeRestaurant());
    const db = await queryable();
    await db
      .update(channelEvents)
      .set({ at: new Date(0) })
      .where(eq(channelEvents.channel, channelName.order(id)));
    const answer = await call(trimLog, `Bearer ${SECRET}`);
    expect(await answer.json()).toEqual({
      success: true,
      data: { events: 1, credentials: 0, keys: 0, counts: 0 },
    });
  });
});
