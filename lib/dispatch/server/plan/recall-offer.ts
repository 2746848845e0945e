import "server-only";
import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { offers } from "@/lib/db/schema/dispatch";
import { transaction } from "@/lib/db/transaction";
import { withdrawOffer } from "@/lib/dispatch/server/offers";
import { lockOrders, offerColumns, toOffer } from "@/lib/dispatch/server/riding/locks";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { recordOverruling } from "./assign-rider";
import { readKnownRider, readOrderStores } from "./order-rights";
import { mayChoose } from "./rights";

const noSuchOffer = () => failure<never>("not_found", errorText("riding.offer_gone"));

/** Takes an offer back before its rider has answered. The rider is not asked for these orders again. */
export const recallOfferCommand = defineCommand({
  name: "recall_offer",
  scope: "orders:write",
  limit: "write",
  input: z.object({ offer_id: idSchema }),
  authorise: authorisedByRun,
  run: async ({ viewer, input }): Promise<Result<null, never>> => {
    const db = await queryable();
    const [row] = await db.select(offerColumns).from(offers).where(eq(offers.id, input.offer_id));
    if (row === undefined) return noSuchOffer();
    const offer = toOffer(row);
    const rider = await readKnownRider(db, offer.rider_id);
    const found = await readOrderStores(db, offer.order_ids);
    const mayAll =
      rider !== null && found.length > 0 && found.every((order) => mayChoose(viewer, order, rider.tenantId));
    if (!mayAll) return noSuchOffer();
    return transaction<Result<null, never>>(async (tx, rollback) => {
      await lockOrders(tx, offer.order_ids);
      const now = new Date();
      if ((await withdrawOffer(tx, offer.id, now)) === null)
        return rollback(failure("conflict", errorText("riding.offer_over")));
      for (const order of found)
        await recordOverruling(tx, "recall", "recalled", rider, { viewer, order, reason: "", now });
      return success(null);
    });
  },
});
