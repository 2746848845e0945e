import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { announcementShape, maintenanceShape, systemUpdateShape } from "./schema";

/*
 * Each is published when the broadcast is sent, corrected or withdrawn, with its whole state. Its times are in it, so pages begin
 * and end it by the server's clock, and no further event is needed.
 */
const timestamp = instantSchema;

/** Published as soon as it is planned, because pages announce it and count down to it. */
export const maintenance = defineEvent({
  name: "maintenance",
  durability: "durable",
  priority: "high",
  schema: z.object({ ...maintenanceShape, timestamp }),
});

export const systemUpdate = defineEvent({
  name: "system_update",
  durability: "durable",
  priority: "normal",
  schema: z.object({ ...systemUpdateShape, timestamp }),
});

export const announcement = defineEvent({
  name: "announcement",
  durability: "durable",
  priority: "normal",
  schema: z.object({ ...announcementShape, timestamp }),
});
