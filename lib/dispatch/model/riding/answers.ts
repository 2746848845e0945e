import * as z from "zod/mini";
import { offerSchema } from "@/lib/dispatch/model/offer";
import { tripSchema } from "@/lib/dispatch/model/trip";

export const answeredOfferSchema = z.object({
  offer: offerSchema,
  /** Null: it was declined. */
  trip: z.nullable(tripSchema),
});
export type AnsweredOffer = z.infer<typeof answeredOfferSchema>;
