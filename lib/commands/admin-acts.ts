import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { v5 as idFrom } from "uuid";
import { hasRight, type StoreRight } from "@/lib/auth/model/store-rights";
import type { Viewer } from "@/lib/auth/server/viewer";
import { endingTransactions, type Transaction, transaction } from "@/lib/db/transaction";
import { hasEntry, writeAuditEntry } from "./audit-entry";
import type { Failure } from "./result";

/** One command while it runs. */
interface Act {
  readonly viewer: Viewer;
  readonly command: string;
  readonly input: unknown;
  readonly key: string | undefined;
  /** The store on which the person may do it only as an admin. */
  storeId: string | null;
  isRecorded: boolean;
  /** What runs after it, such as a reaction that its commit woke, is not a part of it. */
  isOver: boolean;
}

const acts = new AsyncLocalStorage<Act>();

/** Called where a right in a store is granted: an admin who has it only by being one is recorded. */
export function noteStoreRight(viewer: Viewer, tenantId: string, right: StoreRight): void {
  const act = acts.getStore();
  if (act === undefined || !viewer.isAdmin) return;
  if (!hasRight({ ...viewer, isAdmin: false }, tenantId, right)) act.storeId = tenantId;
}

/** In characters. A menu that was imported is not kept in the log. */
const VALUE_LENGTH = 500;

/** The fields of an input, except its store, which has a column of its own. */
function detailOf(input: unknown): Record<string, string | number | boolean | null> {
  if (typeof input !== "object" || input === null) return {};
  const shown = (value: unknown) =>
    typeof value === "number" || typeof value === "boolean" || value === null
      ? value
      : [...(typeof value === "string" ? value : JSON.stringify(value))].slice(0, VALUE_LENGTH).join("");
  return Object.fromEntries(
    Object.entries(input)
      .filter(([name, value]) => name !== "tenant_id" && value !== undefined)
      .map(([name, value]) => [name, shown(value)]),
  );
}

async function record(tx: Transaction, act: Act, storeId: string): Promise<void> {
  const { viewer, command, input, key } = act;
  // A request that is repeated with its key has the entry of the first.
  const id = key === undefined ? undefined : idFrom(`${command} ${key}`, viewer.userId);
  await writeAuditEntry(
    tx,
    {
      actor: { id: viewer.userId, name: viewer.name },
      action: command,
      target: { kind: "tenant", id: storeId },
      tenantId: storeId,
      detail: detailOf(input),
    },
    id,
  );
}

const isSuccess = (answer: unknown) =>
  typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === true;

async function recordIn(act: Act, tx: Transaction, answer: unknown): Promise<void> {
  const { storeId } = act;
  if (storeId === null || act.isRecorded || act.isOver) return;
  if (!hasEntry(tx)) {
    if (!isSuccess(answer)) return;
    await record(tx, act, storeId);
  }
  tx.afterCommit(() => {
    act.isRecorded = true;
  });
}

/**
 * Runs a command, and records it if it succeeds and its viewer may do it in that store only as an admin: in the transaction that
 * returns the command's success, or after one that returns something else.
 */
export async function recordingAdmins<Answer extends { ok: true } | Failure<unknown> | { refusal: Response }>(
  { viewer, command, input, key }: Pick<Act, "viewer" | "command" | "input" | "key">,
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (!viewer.isAdmin) return run();
  const act: Act = { viewer, command, input, key, storeId: null, isRecorded: false, isOver: false };
  return acts.run(act, () =>
    endingTransactions(
      (tx, answer) => recordIn(act, tx, answer),
      async () => {
        try {
          const answer = await run();
          const { storeId } = act;
          if (storeId !== null && !act.isRecorded && isSuccess(answer))
            await transaction((tx) => record(tx, act, storeId));
          return answer;
        } finally {
          act.isOver = true;
        }
      },
    ),
  );
}
