import "server-only";
import { type Queryable, queryable } from "@/lib/db/client";
import { isTaken } from "@/lib/db/is-taken";
import { transaction } from "@/lib/db/transaction";
import type { Steps } from "@/lib/realtime/log/log";
import { type CheckedDraft, publishInOneStatement } from "@/lib/realtime/publish/publish";

export interface Change<Answer> {
  readonly write?: { readonly steps: Steps; readonly events: readonly CheckedDraft[] };
  readonly answer: Answer;
}

const ATTEMPTS = 5;

class ConcurrentChange extends Error {}

async function write<Answer>(db: Queryable, { write, answer }: Change<Answer>): Promise<Answer> {
  if (write !== undefined && !(await publishInOneStatement(db, write.events, write.steps)))
    throw new ConcurrentChange();
  return answer;
}

/**
 * Runs `decide` and writes its change in one statement, so no lock is held while it decides. When another writer was
 * faster (`changed` returned no row, or a unique key is taken), decides again in a transaction with `lock` set;
 * `decide` must then lock the row it reads.
 * @throws what `decide` throws, and the last conflict after five attempts
 */
export async function commitChange<Answer>(
  decide: (db: Queryable, lock: boolean) => Promise<Change<Answer>>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1)
    try {
      if (attempt > 1) return await transaction(async (tx) => write(tx, await decide(tx, true)));
      const db = await queryable();
      return await write(db, await decide(db, false));
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof ConcurrentChange || isTaken(error))) throw error;
    }
}
