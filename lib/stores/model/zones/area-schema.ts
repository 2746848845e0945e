import * as z from "zod/mini";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/**
 * Whether a store delivers to an address: `everywhere` at its own fee, in a `zone` at that of the zone, not (`outside`), or
 * `unknown`, because it has to be known where the address is.
 */
export const areaSchema = z.object({
  kind: z.enum(["everywhere", "zone", "outside", "unknown"]),
  zone_id: z.nullable(idSchema),
  zone_name: z.nullable(shortTextSchema),
});
export type Area = z.infer<typeof areaSchema>;
