import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** An owner stated where payouts go. It says nothing of the account: managers read it for the checklist. */
export const payoutChanged = defineEvent({
  name: "payout_changed",
  durability: "durable",
  priority: "normal",
  schema: z.object({ tenant_id: idSchema, by: idSchema, timestamp: instantSchema }),
});
