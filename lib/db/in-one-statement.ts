import "server-only";
import { isTaken } from "./is-taken";
import { autocommit, type Transaction, transaction } from "./transaction";

const ATTEMPTS = 5;

/** Thrown by work whose statement found the row in another version than the one it had read. Nothing was written. */
export class Overtaken extends Error {}

/**
 * Carries out work that reads, decides, and writes all it has to write in one statement, which is then its own
 * transaction: two round trips, and no lock while the decision is made. Where somebody was faster (`Overtaken`, or a
 * unique key that is taken) the work is done once more with `keep`: in a transaction, where it locks the row it reads.
 */
export async function inOneStatement<T>(work: (tx: Transaction, keep: boolean) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await (attempt === 1 ? work(await autocommit(), false) : transaction((tx) => work(tx, true)));
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Overtaken || isTaken(error))) throw error;
    }
}
