import "server-only";
import { eq } from "drizzle-orm";
import * as z from "zod/mini";
import { defineCommand } from "@/lib/commands/define-command";
import { success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { marketingConsents } from "@/lib/db/schema/privacy";
import type { Consent } from "@/lib/privacy/model/schema";

/** Everyone decides for themselves only. The date is that of the last change. */
export const setMarketingConsentCommand = defineCommand({
  name: "set_marketing_consent",
  scope: null,
  limit: "write",
  input: z.object({ is_given: z.boolean() }),
  authorise: () => null,
  run: async ({ viewer: { userId }, input: { is_given } }) => {
    const db = await queryable();
    const given = { is_given, changed_at: new Date() };
    await db
      .insert(marketingConsents)
      .values({ user_id: userId, ...given })
      .onConflictDoUpdate({
        target: marketingConsents.user_id,
        set: given,
        // A repeated press keeps the date of the first.
        setWhere: eq(marketingConsents.is_given, !is_given),
      });
    return success<Consent>(await readConsent(userId));
  },
});

export async function readConsent(userId: string): Promise<Consent> {
  const db = await queryable();
  const [row] = await db.select().from(marketingConsents).where(eq(marketingConsents.user_id, userId));
  return { is_given: row?.is_given ?? false, changed_at: row?.changed_at.toISOString() ?? null };
}
