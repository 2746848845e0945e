import "server-only";
import { boardPresenceChannel } from "@/lib/board/model/presence/channel";
import { boardPresence } from "@/lib/board/model/presence/events";
import { NAME_LENGTH, reportPresenceSchema } from "@/lib/board/model/presence/schema";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { publishEphemeral } from "@/lib/realtime/publish/publish";
import { errorText } from "@/lib/text/error-text";

/** Cuts no character in two. */
const shortened = (name: string) => name.slice(0, NAME_LENGTH).replace(/[\uD800-\uDBFF]$/, "");

/**
 * Tells the store's other boards that a person has this one open, and at which order they look. Writes nothing: boards forget
 * a tab that stays silent. The order is not looked up: a board ignores the id of an order that it does not show.
 */
export const reportPresenceCommand = defineCommand({
  name: "report_presence",
  scope: null,
  limit: "presence",
  input: reportPresenceSchema,
  authorise: ({ viewer, input }) =>
    viewer.tenantIds.includes(input.tenant_id) ? null : failure<never>("forbidden", errorText("staff_only")),
  run: async ({ viewer: { userId, name }, input: { tenant_id, ...report } }) => {
    publishEphemeral([
      {
        channel: boardPresenceChannel.name(tenant_id),
        event: boardPresence,
        data: { user_id: userId, name: shortened(name), ...report },
      },
    ]);
    return success<null>(null);
  },
});
