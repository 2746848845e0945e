import "server-only";
import type { Queryable } from "./client";

/** Gives a query no name of its own: `statementName` alone decides which statements get one. */
export const UNNAMED = "";

/**
 * Builds a query once for each database instead of each time it is sent: for the queries of every command and request.
 * In a transaction, which is a database of its own to the query builder, it is built anew.
 */
export function compiled<Query>(build: (db: Queryable) => Query): (db: Queryable) => Query {
  const known = new WeakMap<Queryable, Query>();
  return (db) => {
    const query = known.get(db) ?? build(db);
    known.set(db, query);
    return query;
  };
}
