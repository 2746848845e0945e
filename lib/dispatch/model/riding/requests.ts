import * as z from "zod/mini";
import { failReasonSchema, tripStepSchema } from "@/lib/dispatch/model/trip";
import { givenText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

const answerSchema = z.enum(["accept", "decline"]);
export type OfferAnswer = z.infer<typeof answerSchema>;

/** The body of `POST /api/offers/:id`. */
export const offerAnswerSchema = z.object({ answer: answerSchema });

/** What a rider presses about one order of the trip. */
export const pressSchema = z.object({
  order_id: idSchema,
  step: tripStepSchema,
  /** With `delivered`: the customer's PIN. Not needed where a photo was taken of an order that is left at the door. */
  pin: z.optional(z.string().check(z.maxLength(4), z.regex(/^\d{4}$/, "must be four digits"))),
  /** With `failed`. */
  reason: z.optional(failReasonSchema),
  note: z._default(givenText(500), ""),
});
export type Press = z.infer<typeof pressSchema>;
