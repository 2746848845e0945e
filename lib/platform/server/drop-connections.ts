import "server-only";
import * as z from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { transaction } from "@/lib/db/transaction";
import { dropUser } from "@/lib/realtime/hub/control";
import { countConnectionsOf } from "@/lib/realtime/presence/presence";
import { logSecurity } from "@/lib/server/security-log";
import { errorText } from "@/lib/text/error-text";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { recordAudit } from "./audit";

/**
 * Ends all streams of this person at every instance, and returns their number. Their pages reconnect if they are still allowed
 * to. The admin must be authorised already.
 */
export async function dropConnections(
  admin: Viewer,
  userId: string,
  reason: string | null,
): Promise<{ connections: number }> {
  const connections = await countConnectionsOf(userId);
  await transaction(async (tx) => {
    dropUser(tx, userId);
    await recordAudit(tx, {
      actor: { id: admin.userId, name: admin.name },
      action: "drop_connections",
      target: { kind: "connection", id: userId },
      reason,
      detail: { connections },
    });
  });
  logSecurity("streams_dropped", { user_id: userId, by: admin.userId });
  return { connections };
}

export const dropConnectionsCommand = defineCommand({
  name: "drop_connections",
  scope: null,
  limit: "write",
  input: z.object({ user_id: idSchema, reason: requiredText(500) }),
  authorise: ({ viewer }) => (viewer.isAdmin ? null : failure<never>("forbidden", errorText("admins_only"))),
  run: async ({ viewer, input: { user_id, reason } }) =>
    success(await dropConnections(viewer, user_id, reason)),
});
