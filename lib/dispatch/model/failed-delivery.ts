import * as z from "zod/mini";
import { FAIL_REASONS } from "@/lib/orders/model/delivery";
import { longTextSchema } from "@/lib/text/bounded";

/** What somebody who may decide about a failed delivery has to know of it. */
export const failedDeliverySchema = z.object({
  /** False where its rider is not one of the store's own: Platewire decides. */
  may_decide: z.boolean(),
  /** Whether it can be taken back, so that another rider brings it. */
  may_release: z.boolean(),
  /** What the rider chose; null where there is no such delivery any more. */
  reason: z.nullable(z.enum(FAIL_REASONS)),
  /** What the rider wrote. Customers do not read it. */
  note: z.nullable(longTextSchema),
});
export type FailedDelivery = z.infer<typeof failedDeliverySchema>;
