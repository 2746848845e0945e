import "server-only";
import type { z } from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { Transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/platform/server/audit";
import { publish } from "@/lib/realtime/publish/publish";
import { teamChannel } from "@/lib/team/model/channel";
import { teamChanged } from "@/lib/team/model/events";

type News = Omit<z.infer<typeof teamChanged.schema>, "timestamp" | "by" | "tenant_id">;

const ACTIONS = {
  invited: "invite_member",
  withdrawn: "withdraw_invitation",
  joined: "join_store",
  role_changed: "change_role",
  removed: "remove_member",
  left: "leave_store",
} as const satisfies Record<News["change"], string>;

/** Tells the owners of a store what has changed about its team, and records who did it. */
export async function publishTeamChange(
  tx: Transaction,
  viewer: Pick<Viewer, "userId" | "name">,
  tenantId: string,
  news: News,
): Promise<void> {
  const data = { ...news, tenant_id: tenantId, by: viewer.userId, timestamp: new Date().toISOString() };
  publish(tx, [{ channel: teamChannel.name(tenantId), event: teamChanged, data }]);
  await recordAudit(tx, {
    actor: { id: viewer.userId, name: viewer.name },
    action: ACTIONS[news.change],
    target: news.user_id === null ? { kind: "tenant", id: tenantId } : { kind: "member", id: news.user_id },
    tenantId,
    detail: { role: news.role },
  });
}
