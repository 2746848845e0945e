"use server";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { queryable } from "@/lib/db/client";

const writtenRows = z.object({ rows: z.tuple([z.object({ points: z.int() })]) });

export async function writeRow(): Promise<number> {
  const db = await queryable();
  const result = await db.execute(sql`
    insert into rate_limits (key, points) values ('bench:bare-action', 1)
    on conflict (key) do update set points = rate_limits.points + 1 returning points`);
  return writtenRows.parse(result).rows[0].points;
}
