import "server-only";
import { eq } from "drizzle-orm";
import { SCOPES } from "@/lib/auth/model/scopes";
import { queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import type { OwnerAnswer } from "@/lib/server/owner-request";
import { mayActInThisMode } from "./demo-credentials";
import { createToken, logTokenCreated } from "./tokens";

/** Issues a token with all scopes without any check: only for the machine's owner. */
export async function issueTokenFor(email: string, name: string): Promise<OwnerAnswer> {
  const db = await queryable();
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, email.trim().toLowerCase()));
  if (person === undefined) return { ok: false, message: `There is no account with the address ${email}.` };
  if (!mayActInThisMode(email.trim()))
    return { ok: false, message: `${email} is a person of the demo, and has rights in demo mode only.` };
  const { token, ...created } = await createToken(person.id, { name, scopes: SCOPES });
  logTokenCreated(person.id, created);
  return { ok: true, token, expires_at: created.expires_at };
}
