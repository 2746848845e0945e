import "server-only";
import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import { revokeSessionsOf } from "@/lib/auth/credentials/sessions";
import { refuseNonAdmins } from "@/lib/auth/server/refuse-non-admins";
import { defineCommand } from "@/lib/commands/define-command";
import { type Result, success } from "@/lib/commands/result";
import { users } from "@/lib/db/schema/people";
import { transaction } from "@/lib/db/transaction";
import { actorOf, recordAudit } from "@/lib/platform/server/audit";
import { logSecurity } from "@/lib/server/security-log";
import { idSchema } from "@/lib/text/id";
import { personGone } from "./ban";

/** Signs a person out everywhere. Personal tokens stay valid, as when people sign themselves out. */
export const endUserSessionsCommand = defineCommand({
  name: "end_user_sessions",
  scope: null,
  limit: "write",
  input: z.object({ user_id: idSchema }),
  authorise: ({ viewer }) => refuseNonAdmins(viewer),
  run: ({ viewer, input: { user_id } }) =>
    transaction<Result<null, never>>(async (tx) => {
      const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.id, user_id));
      if (known === undefined) return personGone();
      await revokeSessionsOf(tx, user_id);
      await recordAudit(tx, {
        actor: actorOf(viewer),
        action: "end_user_sessions",
        target: { kind: "user", id: user_id },
      });
      tx.afterCommit(() => logSecurity("signed_out", { user_id, everywhere: true }));
      return success<null>(null);
    }),
});
