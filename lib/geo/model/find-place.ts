import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { requiredText } from "@/lib/text/given-text";

/** What is asked: an address as customers type it, without its note. */
export const addressQuerySchema = z.object({
  line1: requiredText(120),
  postal_code: requiredText(16),
  city: requiredText(80),
});
export type AddressQuery = z.infer<typeof addressQuerySchema>;

/**
 * Where an address is. `unknown`: the directory does not have it. `unavailable`: the directory did not answer; asking again
 * later may help. A pin on the map helps with both.
 */
export const foundPlaceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("found"), place: placeSchema }),
  z.object({ kind: z.literal("unknown") }),
  z.object({ kind: z.literal("unavailable") }),
]);
export type FoundPlace = z.infer<typeof foundPlaceSchema>;
