import { v7 as newId } from "uuid";
import * as z from "zod";
import { createToken } from "@/lib/auth/credentials/tokens";
import { queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";

declare global {
  var benchPeople: string[] | undefined;
}

const bodySchema = z.object({ count: z.number().int().positive().max(20_000) });

/** Responds with one token per person, in the order of the channels. */
export async function POST(request: Request): Promise<Response> {
  const { count } = bodySchema.parse(await request.json());
  const ids = Array.from({ length: count }, () => newId());
  const db = await queryable();
  for (let from = 0; from < count; from += 500)
    await db
      .insert(users)
      .values(ids.slice(from, from + 500).map((id) => ({ id, email: `${id}@bench.test`, name: "Reader" })));
  globalThis.benchPeople = ids;
  const tokens: string[] = [];
  for (const id of ids)
    tokens.push((await createToken(id, { name: "bench", scopes: ["events:read"] })).token);
  return Response.json({ tokens });
}
