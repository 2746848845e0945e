import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { boundedRecord, instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** How long a rider has for the answer. */
export const OFFER_SECONDS = 40;
/** Admins are told when so many riders did not take an order. */
export const OFFERS_UNTIL_ALARM = 3;

export const offerStatusSchema = z.enum(["open", "taken", "declined", "expired", "withdrawn"]);
export type OfferStatus = z.infer<typeof offerStatusSchema>;

/** A key of `dispatch.reason` in the message catalogue, with its values. Riders are named by their first names. */
export const reasonSchema = z.object({
  key: shortTextSchema,
  values: boundedRecord(z.union([shortTextSchema, z.number()]), 10),
});
export type OfferReason = z.infer<typeof reasonSchema>;

/** A drop-off names only the area until the offer is accepted. */
export const offeredStopSchema = z.object({
  kind: z.enum(["pick_up", "drop_off"]),
  order_id: idSchema,
  order_code: shortTextSchema,
  /** The store's name, or the area of the door. */
  name: shortTextSchema,
  /** The store's address; null for a door. */
  address: z.nullable(shortTextSchema),
  /** Where the store is, or the middle of the door's area (`areaAround`). Offers of earlier versions have none. */
  place: z._default(z.nullable(placeSchema), null),
});

/** What a rider is told before the answer. Money is in minor units. */
export const offerTermsSchema = z.object({
  currency: shortTextSchema,
  /** Base and distance together. Waiting is paid on top. */
  pay: z.int(),
  tip: z.int(),
  metres: z.int(),
  /** Expected at the counters. */
  wait_minutes: z.int(),
  /** From now to the last door. */
  minutes: z.int(),
  stops: z.array(offeredStopSchema).check(z.maxLength(6)),
  reason: reasonSchema,
});
export type OfferTerms = z.infer<typeof offerTermsSchema>;

export const offerSchema = z.object({
  id: idSchema,
  rider_id: idSchema,
  status: offerStatusSchema,
  made_at: instantSchema,
  expires_at: instantSchema,
  ended_at: z.nullable(instantSchema),
  order_ids: z.array(idSchema).check(z.maxLength(3)),
  terms: offerTermsSchema,
});
export type Offer = z.infer<typeof offerSchema>;
