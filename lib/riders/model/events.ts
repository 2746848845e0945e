import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { idSchema } from "@/lib/text/id";
import { positionSchema } from "./position";

/** The latest position of a rider, at most one a second. Never stored in the log. */
export const riderLocation = defineEvent({
  name: "rider_location",
  durability: "ephemeral",
  priority: "low",
  throttle: true,
  key: ({ rider_id }) => rider_id,
  schema: z.extend(positionSchema, {
    rider_id: idSchema,
    /** Whose channel it is sent on; null on a fleet's. */
    order_id: z.nullable(idSchema),
  }),
});
