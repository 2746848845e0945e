import "server-only";
import { eq } from "drizzle-orm";
import { SCOPES } from "@/lib/auth/model/scopes";
import { queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import type { OwnerAnswer } from "@/lib/server/owner-request";
import { createToken } from "./tokens";

/** Issues a token with all scopes without any check: only for the machine's owner. */
export async function issueTokenFor(email: string, name: string): Promise<OwnerAnswer> {
  const db = await queryable();
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, email.trim().toLowerCase()));
  if (person === undefined) return { ok: false, message: `There is no account with the address ${email}.` };
  const { token } = await createToken(person.id, { name, scopes: SCOPES });
  return { ok: true, token };
}
