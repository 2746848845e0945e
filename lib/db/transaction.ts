import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { database, type Queryable } from "./client";

/** Commits all of its statements together; a plain `Queryable` cannot be passed as one. */
export interface Transaction extends Queryable {
  /** Runs after `work` and before the commit, in the order of the calls. A rejection rolls everything back. */
  beforeCommit(hook: () => Promise<void>): void;
  /** Must not throw, and nothing may depend on it: the process can die between the commit and the call. */
  afterCommit(hook: () => void): void;
}

type End = (tx: Transaction, answer: unknown) => Promise<void>;

const ends = new AsyncLocalStorage<End>();

/** Calls `end` in each transaction that begins within `work`, after its own hooks and before its commit, with its answer. */
export function endingTransactions<T>(end: End, work: () => Promise<T>): Promise<T> {
  return ends.run(end, work);
}

class Rollback<T> {
  constructor(readonly value: T) {}
}

/** Returns what `work` returned. An exception rolls back and is rethrown; `rollback(value)` returns `value`. */
export async function transaction<T>(
  work: (tx: Transaction, rollback: (value: T) => never) => Promise<T>,
): Promise<T> {
  const before: (() => Promise<void>)[] = [];
  const after: (() => void)[] = [];
  const { db } = await database();
  const rollback = (value: T): never => {
    throw new Rollback(value);
  };
  let result: T;
  try {
    result = await db.transaction(async (connection) => {
      const tx = Object.assign(connection, {
        beforeCommit: (hook: () => Promise<void>) => void before.push(hook),
        afterCommit: (hook: () => void) => void after.push(hook),
      });
      const answer = await work(tx, rollback);
      for (const hook of before) await hook();
      await ends.getStore()?.(tx, answer);
      return answer;
    });
  } catch (thrown) {
    if (thrown instanceof Rollback) return thrown.value;
    throw thrown;
  }
  for (const hook of after) hook();
  return result;
}
