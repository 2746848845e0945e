import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";

export const NAME_LENGTH = 40;

const report = {
  /** Chosen by the page, anew with each load: a duplicated tab is another one. */
  tab: z.string().check(z.maxLength(40), z.regex(/^[a-z0-9-]{8,}$/)),
  /** Rises with each report of a tab: requests may overtake each other. */
  seq: z.int().check(z.nonnegative(), z.maximum(1_000_000_000)),
  is_here: z.boolean(),
  /** The order that the person looks at; null: none. */
  order_id: z.nullable(idSchema),
  /** True when the page does not know yet who else is here: the others report at once. */
  asks: z.boolean(),
};

export const reportPresenceSchema = z.object({ tenant_id: idSchema, ...report });

export const presenceSchema = z.object({
  user_id: idSchema,
  name: z.string().check(z.maxLength(NAME_LENGTH)),
  ...report,
});
export type Presence = z.infer<typeof presenceSchema>;
