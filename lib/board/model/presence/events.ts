import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { presenceSchema } from "./schema";

/** The latest report of one tab, at most one a second. Never stored. */
export const boardPresence = defineEvent({
  name: "board_presence",
  durability: "ephemeral",
  priority: "low",
  throttle: true,
  key: ({ user_id, tab }) => `${user_id} ${tab}`,
  schema: presenceSchema,
});
