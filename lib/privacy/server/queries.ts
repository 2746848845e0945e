import "server-only";
import { and, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { personalExports } from "@/lib/db/schema/privacy";
import { EXPORT_DAYS } from "@/lib/privacy/model/export-days";
import type { PersonalExport } from "@/lib/privacy/model/schema";
import { idSchema } from "@/lib/text/id";

const DAY_MS = 24 * 60 * 60 * 1_000;

const isKept = () => gt(personalExports.asked_at, sql`now() - make_interval(days => ${EXPORT_DAYS})`);

/** The person's archives that can be downloaded or are being built, the latest first. */
export async function listExports(userId: string): Promise<PersonalExport[]> {
  const db = await queryable();
  const rows = await db
    .select({
      id: personalExports.id,
      asked_at: personalExports.asked_at,
      ready_at: personalExports.ready_at,
    })
    .from(personalExports)
    .where(and(eq(personalExports.user_id, userId), isKept()))
    .orderBy(desc(personalExports.asked_at))
    .limit(20);
  return rows.map(({ id, asked_at, ready_at }) => ({
    id,
    asked_at: asked_at.toISOString(),
    ready_at: ready_at?.toISOString() ?? null,
    expires_at: new Date(asked_at.getTime() + EXPORT_DAYS * DAY_MS).toISOString(),
  }));
}

/** Null for another person's archive, and for one that is not there, not built or too old. */
export async function readArchive(userId: string, id: string): Promise<Uint8Array | null> {
  const exportId = idSchema.safeParse(id);
  if (!exportId.success) return null;
  const db = await queryable();
  const [row] = await db
    .select({ archive: personalExports.archive })
    .from(personalExports)
    .where(
      and(
        eq(personalExports.id, exportId.data),
        eq(personalExports.user_id, userId),
        isNotNull(personalExports.ready_at),
        isKept(),
      ),
    );
  return row?.archive ?? null;
}
