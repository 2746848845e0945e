import "server-only";
import type { Queryable } from "./client";

export const UNNAMED = "";

/** Builds a query once for each database. A transaction counts as its own, so there it is built again. */
export function compiled<Query>(build: (db: Queryable) => Query): (db: Queryable) => Query {
  const known = new WeakMap<Queryable, Query>();
  return (db) => {
    const query = known.get(db) ?? build(db);
    known.set(db, query);
    return query;
  };
}
