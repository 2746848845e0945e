import * as z from "zod/mini";
import { instantSchema, longTextSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { reasonSchema } from "./offer";

/**
 * `offer`, `hold`, `postpone`: by the engine. `move`: an accepted order changes its rider. `fail`: its rider could not hand it over,
 * and said why. `broadcast`: a dispatcher has asked all free riders at once. The others are a dispatcher's; a `release` can be the rider's own, too.
 */
export const decisionKindSchema = z.enum([
  "offer",
  "hold",
  "postpone",
  "move",
  "assign",
  "release",
  "fail",
  "broadcast",
  "recall",
  "pin",
  "unpin",
]);
export type DecisionKind = z.infer<typeof decisionKindSchema>;

/** A rider who was looked at, with what the route would cost: minutes of a customer's time, term by term. */
export const candidateSchema = z.object({
  rider_id: idSchema,
  rider_name: shortTextSchema,
  arrives_at: instantSchema,
  door_at: instantSchema,
  cost: z.number(),
  terms: z.object({
    waiting: z.number(),
    late: z.number(),
    stale: z.number(),
    rider: z.number(),
    fairness: z.number(),
    moves: z.number(),
  }),
});

export const decisionSchema = z.object({
  id: idSchema,
  at: instantSchema,
  kind: decisionKindSchema,
  rider_id: z.nullable(idSchema),
  rider_name: z.nullable(shortTextSchema),
  /** Null: the engine. */
  actor_name: z.nullable(shortTextSchema),
  reason: reasonSchema,
  /** In words, by the message catalogue. */
  sentence: longTextSchema,
  note: z.nullable(longTextSchema),
  order_ids: z.array(idSchema).check(z.maxLength(3)),
  candidates: z.array(candidateSchema).check(z.maxLength(5)),
});
export type DispatchDecision = z.infer<typeof decisionSchema>;
