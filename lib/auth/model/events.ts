import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";

/** On a session's or token's own channel, `credential:{id}`: it counts no more. Ends its open streams everywhere. */
export const credentialRevoked = defineEvent({
  name: "credential_revoked",
  durability: "durable",
  priority: "urgent",
  schema: z.object({ credential_id: z.uuid(), timestamp: z.iso.datetime() }),
});
