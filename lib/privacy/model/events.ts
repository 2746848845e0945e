import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** Sent to a person when the archive that they asked for can be downloaded. */
export const exportReady = defineEvent({
  name: "export_ready",
  durability: "durable",
  priority: "normal",
  schema: z.object({ id: idSchema, timestamp: instantSchema }),
});
