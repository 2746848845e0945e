import "server-only";
import { database, type Queryable } from "./client";

/**
 * One transaction on one connection: all of its statements commit together, or none does. A `Queryable` that commits each
 * statement separately is not a `Transaction` and cannot be passed as one.
 */
export interface Transaction extends Queryable {
  /** Runs after `work` and before the commit, in the order of the calls. A rejection rolls everything back. */
  beforeCommit(hook: () => Promise<void>): void;
  /**
   * Runs after the commit, never after a rollback. The hook must not throw, and nothing may depend on it: the process can
   * die between the commit and the call.
   */
  afterCommit(hook: () => void): void;
}

/** Thrown inside a transaction to roll back and return a value. */
class Rollback<T> {
  constructor(readonly value: T) {}
}

/**
 * Runs `work` in one database transaction and returns what it returned.
 * An exception rolls back and is rethrown; `rollback(value)` rolls back and makes `value` the result.
 */
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
      const answer = await work(
        Object.assign(connection, {
          beforeCommit: (hook: () => Promise<void>) => void before.push(hook),
          afterCommit: (hook: () => void) => void after.push(hook),
        }),
        rollback,
      );
      for (const hook of before) await hook();
      return answer;
    });
  } catch (thrown) {
    if (thrown instanceof Rollback) return thrown.value;
    throw thrown;
  }
  for (const hook of after) hook();
  return result;
}
