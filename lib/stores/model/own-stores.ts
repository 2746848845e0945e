import * as z from "zod/mini";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const OWN_STORES_AT_MOST = 200;
/** Stores on one board: each is a board's worth of orders. */
export const ALL_BOARD_AT_MOST = 8;

export const ownStoreSchema = z.object({
  id: idSchema,
  slug: shortTextSchema,
  name: shortTextSchema,
  /** Orders that wait to be accepted. */
  waiting: z.int().check(z.nonnegative()),
});
export type OwnStore = z.infer<typeof ownStoreSchema>;

export const ownStoresAnswer = z.object({
  data: z.array(ownStoreSchema).check(z.maxLength(OWN_STORES_AT_MOST)),
});
