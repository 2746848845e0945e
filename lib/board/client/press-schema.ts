import * as z from "zod/mini";
import { KEPT_AT_MOST } from "@/lib/commands/client/press-queue";
import { idempotencyKeySchema } from "@/lib/commands/idempotency-key";
import { orderActionSchema } from "@/lib/orders/model/actions/schema";
import { positiveSchema } from "@/lib/orders/model/changing-fields";
import { idSchema } from "@/lib/text/id";

const timeSchema = z.number().check(z.nonnegative());

/** What a reload of the page finds. */
export const pressQueueSchema = z
  .array(
    z.object({
      key: idempotencyKeySchema,
      subject: idSchema,
      orderCode: z.string().check(z.maxLength(40)),
      action: orderActionSchema,
      shown: positiveSchema,
      version: positiveSchema,
      pressedAt: timeSchema,
      meantAt: timeSchema,
      tries: z.int().check(z.nonnegative()),
      isSending: z.boolean(),
    }),
  )
  .check(z.maxLength(KEPT_AT_MOST));
