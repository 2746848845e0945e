import { vi } from "vitest";
import * as z from "zod";
import { database } from "@/lib/db/client";

/** Drizzle keeps the driver it was made from: a pool of `pg`, or PGlite. Both send each statement through `query`. */
const driven = z.object({ $client: z.custom<{ query: (...given: unknown[]) => unknown }>() });

/** Counts the statements that the application sends to its database while `work` runs. */
export async function countRoundTrips<T>(work: () => Promise<T>): Promise<{ roundTrips: number; result: T }> {
  const { db } = await database();
  const query = vi.spyOn(driven.parse(db).$client, "query");
  try {
    const result = await work();
    return { roundTrips: query.mock.calls.length, result };
  } finally {
    query.mockRestore();
  }
}
