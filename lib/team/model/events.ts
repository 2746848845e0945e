import * as z from "zod/mini";
import { storeRoleSchema } from "@/lib/auth/model/store-roles";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

export const teamChangeSchema = z.enum(["invited", "withdrawn", "joined", "role_changed", "removed", "left"]);

/** Sent to the owners of a store when its members or its invitations change. */
export const teamChanged = defineEvent({
  name: "team_changed",
  durability: "durable",
  priority: "normal",
  schema: z.object({
    tenant_id: idSchema,
    change: teamChangeSchema,
    /** Null for an invitation. */
    user_id: z.nullable(idSchema),
    name: shortTextSchema,
    /** The role that the member has now, or had last. */
    role: storeRoleSchema,
    by: idSchema,
    timestamp: instantSchema,
  }),
});
