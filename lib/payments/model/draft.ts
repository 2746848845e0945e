import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { boardOrderSchema } from "@/lib/orders/model/schema";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** An order that waits for its payment: all that is needed to place it later, as it was priced when the customer agreed. */
export const draftSchema = z.object({
  order: boardOrderSchema,
  customer: z.object({
    id: idSchema,
    name: z.nullable(shortTextSchema),
    addressId: z.nullable(idSchema),
    place: z.nullable(placeSchema),
  }),
  pin: z.string().check(z.regex(/^\d{4}$/)),
  /** In the order's timeline. */
  actor_name: shortTextSchema,
});
export type Draft = z.infer<typeof draftSchema>;
