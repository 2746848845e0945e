import "server-only";
import { database, type Queryable } from "./client";

export interface Transaction extends Queryable {
  /**
   * Runs after the commit, never after a rollback. It rings doorbells: it must not throw, and nothing may
   * depend on it having run, since the process can die between the commit and the call.
   */
  afterCommit(hook: () => void): void;
}

/**
 * Where each statement is a transaction of its own, over when it answers. For work that writes in one statement: it
 * needs no second and third round trip to begin and commit, and holds no lock while it waits for them.
 */
export async function autocommit(): Promise<Transaction> {
  const { db } = await database();
  return Object.assign(db, { afterCommit: (hook: () => void) => hook() });
}

/** Thrown inside a transaction to roll it back and give the caller a value, not an error. */
class Rollback<T> {
  constructor(readonly value: T) {}
}

/**
 * Runs `work` in one database transaction and returns what it returned.
 * An exception rolls back and is thrown on; `rollback(value)` rolls back and makes `value` the result.
 */
export async function transaction<T>(
  work: (tx: Transaction, rollback: (value: T) => never) => Promise<T>,
): Promise<T> {
  const hooks: (() => void)[] = [];
  const { db } = await database();
  const rollback = (value: T): never => {
    throw new Rollback(value);
  };
  let result: T;
  try {
    result = await db.transaction((tx) =>
      work(Object.assign(tx, { afterCommit: (hook: () => void) => void hooks.push(hook) }), rollback),
    );
  } catch (thrown) {
    if (thrown instanceof Rollback) return thrown.value;
    throw thrown;
  }
  for (const hook of hooks) hook();
  return result;
}
