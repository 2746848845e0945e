import "server-only";
import type * as z from "zod/mini";
import { roleChannel } from "@/lib/auth/model/channels";
import type { Transaction } from "@/lib/db/transaction";
import { adminNews } from "@/lib/platform/model/events";
import { publish } from "@/lib/realtime/publish/publish";

/** Tells the open pages of admins that this person, store or appeal changed. */
export function publishAdminNews(
  tx: Transaction,
  kind: z.infer<typeof adminNews.schema>["kind"],
  id: string,
): void {
  const data = { kind, id, timestamp: new Date().toISOString() };
  publish(tx, [{ channel: roleChannel.name("admin"), event: adminNews, data }]);
}
