import "server-only";
import { eq } from "drizzle-orm";
import { banAppeals } from "@/lib/db/schema/bans";
import { invitations } from "@/lib/db/schema/invitations";
import { accounts, apiTokens, sessions, users, verificationTokens } from "@/lib/db/schema/people";
import { memberships, tenants } from "@/lib/db/schema/stores";
import { ERASED_NAME, erasedAddress } from "@/lib/privacy/model/erased";
import type { PersonalDataPart } from "@/lib/privacy/server/part";

/** The person, how they sign in, and where they work. Hashes of secrets are of no use to anyone, and left out. */
export const accountPart: PersonalDataPart = {
  name: "account",
  read: async (db, { userId, email }) => {
    const [person] = await db
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        image: users.image,
        email_verified: users.email_verified,
        ban_reason: users.ban_reason,
        created_at: users.created_at,
      })
      .from(users)
      .where(eq(users.id, userId));
    return {
      ...person,
      sign_in_with: await db
        .select({ provider: accounts.provider, id: accounts.provider_account_id })
        .from(accounts)
        .where(eq(accounts.user_id, userId)),
      sessions: await db
        .select({ created_at: sessions.created_at, ended_at: sessions.revoked_at })
        .from(sessions)
        .where(eq(sessions.user_id, userId)),
      tokens: await db
        .select({
          name: apiTokens.name,
          scopes: apiTokens.scopes,
          created_at: apiTokens.created_at,
          last_used_at: apiTokens.last_used_at,
          expires_at: apiTokens.expires_at,
        })
        .from(apiTokens)
        .where(eq(apiTokens.user_id, userId)),
      works_at: await db
        .select({ name: tenants.name, city: tenants.city, role: memberships.role })
        .from(memberships)
        .innerJoin(tenants, eq(tenants.id, memberships.tenant_id))
        .where(eq(memberships.user_id, userId)),
      invitations: await db
        .select({ role: invitations.role, store: tenants.name, created_at: invitations.created_at })
        .from(invitations)
        .leftJoin(tenants, eq(tenants.id, invitations.tenant_id))
        .where(eq(invitations.email, email)),
      appeals: await db
        .select({
          message: banAppeals.message,
          created_at: banAppeals.created_at,
          outcome: banAppeals.outcome,
          answer: banAppeals.answer,
        })
        .from(banAppeals)
        .where(eq(banAppeals.user_id, userId)),
    };
  },
  erase: async (tx, { userId, email }) => {
    await tx.delete(memberships).where(eq(memberships.user_id, userId));
    await tx.delete(invitations).where(eq(invitations.email, email));
    await tx.delete(banAppeals).where(eq(banAppeals.user_id, userId));
    await tx.delete(accounts).where(eq(accounts.user_id, userId));
    // With them go the browsers that get pushes. Tickets of streams are worth nothing without them.
    await tx.delete(sessions).where(eq(sessions.user_id, userId));
    await tx.delete(apiTokens).where(eq(apiTokens.user_id, userId));
    await tx.delete(verificationTokens).where(eq(verificationTokens.identifier, email));
    await tx
      .update(users)
      .set({
        name: ERASED_NAME,
        email: erasedAddress(userId),
        image: null,
        email_verified: null,
        ban_reason: null,
      })
      .where(eq(users.id, userId));
  },
};
