import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { offers } from "@/lib/db/schema/dispatch";

/** Whether an offer still waits for its rider's answer. Not authorised. */
export async function isOpenOffer(offerId: string): Promise<boolean> {
  const open = await (await queryable())
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.id, offerId), eq(offers.status, "open"), sql`${offers.expires_at} > now()`))
    .limit(1);
  return open.length > 0;
}
