import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { strToU8, zipSync } from "fflate";
import * as z from "zod/mini";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { type Queryable, queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { personalExports } from "@/lib/db/schema/privacy";
import { transaction } from "@/lib/db/transaction";
import { defineJob } from "@/lib/jobs/define-job";
import { exportReady } from "@/lib/privacy/model/events";
import { publish } from "@/lib/realtime/publish/publish";
import { idSchema } from "@/lib/text/id";
import type { Person } from "./part";
import { PERSONAL_DATA } from "./parts/list";

async function buildArchive(db: Queryable, person: Person): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const part of PERSONAL_DATA)
    files[`${part.name}.json`] = strToU8(JSON.stringify(await part.read(db, person), null, 2));
  return zipSync(files);
}

/** Builds an archive and notifies its person, once: a run that finds it built does nothing. */
export const buildExport = defineJob({
  name: "privacy:build_export",
  input: z.object({ export_id: idSchema }),
  retry: { limit: 5, delaySeconds: 30, maxDelaySeconds: 900 },
  timeoutSeconds: 120,
  run: async ({ export_id }) => {
    const db = await queryable();
    const [asked] = await db
      .select({ userId: users.id, email: users.email })
      .from(personalExports)
      .innerJoin(users, eq(users.id, personalExports.user_id))
      .where(and(eq(personalExports.id, export_id), isNull(personalExports.ready_at)));
    if (asked === undefined) return 0;
    const archive = await buildArchive(db, asked);
    return transaction(async (tx) => {
      const now = new Date();
      const [built] = await tx
        .update(personalExports)
        .set({ archive, ready_at: now })
        .where(and(eq(personalExports.id, export_id), isNull(personalExports.ready_at)))
        .returning({ id: personalExports.id });
      if (built === undefined) return 0;
      publish(tx, [
        {
          channel: accountChannel.name(asked.userId),
          event: exportReady,
          data: { id: export_id, timestamp: now.toISOString() },
        },
      ]);
      return 1;
    });
  },
});
