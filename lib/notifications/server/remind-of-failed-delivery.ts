import "server-only";
import * as z from "zod/mini";
import { transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { noticeOfUndecided } from "@/lib/notifications/model/waiting-notices";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { readFailedDelivery, tellOfFailedDelivery } from "./tell-of-failed-delivery";

/** Other deliveries end by themselves after so long. */
export const REMIND_HOURS = 12;

/**
 * Reminds whoever decides about a delivery that failed, unless somebody has. A second run adds nothing: the reminders' ids come
 * from the order and its failure.
 */
export const remindOfFailedDelivery = defineJob({
  name: "order:remind_of_failed_delivery",
  input: z.object({ order_id: idSchema, failed_at: instantSchema }),
  retry: { limit: 3, delaySeconds: 5, maxDelaySeconds: 30 },
  run: ({ order_id, failed_at }) =>
    transaction(async (tx) => {
      const failed = await readFailedDelivery(tx, order_id);
      if (failed === null) return 0;
      return tellOfFailedDelivery(tx, failed, {
        event: { channel: `failed:${order_id}`, epoch: failed_at, offset: 0 },
        at: new Date(Date.parse(failed_at) + REMIND_HOURS * 3_600_000).toISOString(),
        notice: noticeOfUndecided({ ...failed, rider: failed.rider ?? "" }),
      });
    }),
});
