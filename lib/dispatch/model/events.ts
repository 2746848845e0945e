import * as z from "zod/mini";
import { vehicleSchema } from "@/lib/orders/model/delivery";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { offerSchema } from "./offer";
import { tripStepSchema } from "./trip";

const anOffer = { durability: "durable", priority: "high" } as const;
const offerEnd = z.object({
  offer_id: idSchema,
  rider_id: idSchema,
  order_ids: z.array(idSchema).check(z.maxLength(3)),
  timestamp: instantSchema,
});

export const offerMade = defineEvent({
  ...anOffer,
  name: "offer_made",
  priority: "urgent",
  schema: z.object({ offer: offerSchema, timestamp: instantSchema }),
});
export const offerTaken = defineEvent({ ...anOffer, name: "offer_taken", schema: offerEnd });
export const offerDeclined = defineEvent({ ...anOffer, name: "offer_declined", schema: offerEnd });
/**
 * Why an offer ended without an answer: its time was up, somebody else has the order, the order is over, or the plan or a
 * dispatcher took it back.
 */
export const offerCauseSchema = z.enum(["time", "taken", "cancelled", "dispatch"]);
export type OfferCause = z.infer<typeof offerCauseSchema>;
/** Also when it is withdrawn: `is_withdrawn` tells which, and `cause` why. Events of earlier versions have no cause. */
export const offerExpired = defineEvent({
  ...anOffer,
  name: "offer_expired",
  schema: z.extend(offerEnd, { is_withdrawn: z.boolean(), cause: z.exactOptional(offerCauseSchema) }),
});

/** For customers and stores: about one order of the trip, without anybody else's. */
const tripOfOrder = {
  trip_id: idSchema,
  order_id: idSchema,
  order_code: shortTextSchema,
  tenant_id: idSchema,
  timestamp: instantSchema,
  rider: z.object({ name: shortTextSchema, vehicle: vehicleSchema }),
};
export const tripStarted = defineEvent({
  name: "trip_started",
  durability: "durable",
  priority: "normal",
  schema: z.object(tripOfOrder),
});
export const tripCheckpoint = defineEvent({
  name: "trip_checkpoint",
  durability: "durable",
  priority: "normal",
  /** `order_changed`: for the rider alone, when the kitchen changes an order of the trip, for example because it is ready. */
  schema: z.object({ ...tripOfOrder, step: z.enum([...tripStepSchema.options, "order_changed"]) }),
});
export const tripFinished = defineEvent({
  name: "trip_finished",
  durability: "durable",
  priority: "normal",
  schema: z.object({ ...tripOfOrder, outcome: z.enum(["done", "failed", "released"]) }),
});

/** Nothing has been heard of a rider with a trip since `seen_at`. Once for each silence. */
export const riderSilent = defineEvent({
  name: "rider_silent",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    timestamp: instantSchema,
    rider_id: idSchema,
    trip_id: idSchema,
    seen_at: instantSchema,
  }),
});

/** Dispatchers read again what this says has changed. */
export const dispatchChanged = defineEvent({
  name: "dispatch_changed",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    timestamp: instantSchema,
    order_ids: z.array(idSchema).check(z.maxLength(100)),
    rider_ids: z.array(idSchema).check(z.maxLength(100)),
  }),
});
