import "server-only";
import type { Queryable } from "./client";

/** Leaves a prepared query unnamed: `statementName` alone decides which statements get a name. */
export const UNNAMED = "";

/**
 * Builds a query once for each database instead of each time it is sent; for queries of every command and request. A
 * transaction counts as a database of its own, so there it is built again.
 */
export function compiled<Query>(build: (db: Queryable) => Query): (db: Queryable) => Query {
  const known = new WeakMap<Queryable, Query>();
  return (db) => {
    const query = known.get(db) ?? build(db);
    known.set(db, query);
    return query;
  };
}
