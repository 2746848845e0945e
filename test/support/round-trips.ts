import { vi } from "vitest";
import * as z from "zod";
import { database } from "@/lib/db/client";

/** Both drivers, `pg` and PGlite, send each statement through `query`. */
const driven = z.object({ $client: z.custom<{ query: (...given: unknown[]) => unknown }>() });

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
