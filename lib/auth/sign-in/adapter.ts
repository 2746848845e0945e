import "server-only";
import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Adapter, AdapterAccount, AdapterUser } from "next-auth/adapters";
import { v7 as newId } from "uuid";
import { type Queryable, queryable } from "@/lib/db/client";
import { accounts, users, verificationTokens } from "@/lib/db/schema/people";
import { transaction } from "@/lib/db/transaction";

function toAdapterUser(row: typeof users.$inferSelect): AdapterUser {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    image: row.image,
    emailVerified: row.email_verified,
  };
}

const orNull = (row: typeof users.$inferSelect | undefined) =>
  row === undefined ? null : toAdapterUser(row);

/** Of what a provider says about a person; in characters. */
const NAME_LENGTH = 200;
const IMAGE_LENGTH = 2_000;

/** Bounds the valid links per address, and with them the mail that a stranger can cause. */
export const OPEN_LINKS_AT_MOST = 5;

export async function countOpenLinks(identifier: string, database?: Queryable): Promise<number> {
  const db = database ?? (await queryable());
  const rows = await db
    .select({ token: verificationTokens.token })
    .from(verificationTokens)
    .where(and(eq(verificationTokens.identifier, identifier), gt(verificationTokens.expires, sql`now()`)));
  return rows.length;
}

export const adapter: Adapter = {
  createUser: async (user: Omit<AdapterUser, "id">) => {
    const db = await queryable();
    const [row] = await db
      .insert(users)
      .values({
        id: newId(),
        email: user.email.toLowerCase(),
        name: user.name?.slice(0, NAME_LENGTH) ?? null,
        image: user.image?.slice(0, IMAGE_LENGTH) ?? null,
        email_verified: user.emailVerified,
      })
      // Two concurrent first sign-ins with one address get the same person.
      .onConflictDoUpdate({ target: users.email, set: { email: sql`excluded.email` } })
      .returning();
    if (row === undefined) throw new Error("The person was not written");
    return toAdapterUser(row);
  },
  getUser: async (id) => {
    const db = await queryable();
    const [row] = await db.select().from(users).where(eq(users.id, id));
    return orNull(row);
  },
  getUserByEmail: async (email) => {
    const db = await queryable();
    const [row] = await db.select().from(users).where(eq(users.email, email.toLowerCase()));
    return orNull(row);
  },
  getUserByAccount: async ({ provider, providerAccountId }) => {
    const db = await queryable();
    const [row] = await db
      .select({ user: users })
      .from(accounts)
      .innerJoin(users, eq(users.id, accounts.user_id))
      .where(and(eq(accounts.provider, provider), eq(accounts.provider_account_id, providerAccountId)));
    return orNull(row?.user);
  },
  updateUser: async ({ id, emailVerified }) => {
    const db = await queryable();
    const [row] = await db
      .update(users)
      .set({ email_verified: emailVerified ?? sql`${users.email_verified}` })
      .where(eq(users.id, id))
      .returning();
    if (row === undefined) throw new Error("There is no such person");
    return toAdapterUser(row);
  },
  linkAccount: async (account: AdapterAccount) => {
    const db = await queryable();
    await db
      .insert(accounts)
      .values({
        provider: account.provider,
        provider_account_id: account.providerAccountId,
        user_id: account.userId,
        type: account.type,
      })
      .onConflictDoNothing();
  },
  createVerificationToken: async (token) => {
    const identifier = token.identifier.toLowerCase();
    await transaction(async (tx) => {
      await tx.delete(verificationTokens).where(lt(verificationTokens.expires, sql`now()`));
      // Locks the address, because there may be no row to lock yet.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${identifier}, 0))`);
      // A row above the bound would count as open, so a stranger could block the address for good by asking again.
      if ((await countOpenLinks(identifier, tx)) < OPEN_LINKS_AT_MOST)
        await tx.insert(verificationTokens).values({ ...token, identifier });
    });
    return token;
  },
  useVerificationToken: async ({ identifier, token }) => {
    const db = await queryable();
    // The deletion makes a link single-use: of two concurrent requests, only one gets the row.
    const [row] = await db
      .delete(verificationTokens)
      .where(
        and(eq(verificationTokens.identifier, identifier.toLowerCase()), eq(verificationTokens.token, token)),
      )
      .returning();
    return row ?? null;
  },
};
