import "server-only";
import type { Queryable } from "./client";

/** To the database such a query has no name of its own: whether statements get one is said in one place, `statementName`. */
export const UNNAMED = "";

/**
 * A query that is built once for each database, not for each time it is asked: for what every command and every
 * request asks. Inside a transaction, which is a database of its own to the query builder, it is built anew.
 */
export function compiled<Query>(build: (db: Queryable) => Query): (db: Queryable) => Query {
  const known = new WeakMap<Queryable, Query>();
  return (db) => {
    const query = known.get(db) ?? build(db);
    known.set(db, query);
    return query;
  };
}
