import "server-only";
import { desc, gt, or } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { reactionPositions } from "@/lib/db/schema/reactions";

export type ReactionProblem = typeof reactionPositions.$inferSelect;

const AT_MOST = 200;

/** For admins only: errors may contain people's texts. The latest first, at most 200. */
export async function listReactionProblems(): Promise<ReactionProblem[]> {
  const db = await queryable();
  return db
    .select()
    .from(reactionPositions)
    .where(or(gt(reactionPositions.failures, 0), gt(reactionPositions.resets, 0)))
    .orderBy(desc(reactionPositions.failures), desc(reactionPositions.reset_at))
    .limit(AT_MOST);
}
