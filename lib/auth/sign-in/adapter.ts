import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Adapter, AdapterAccount, AdapterUser } from "next-auth/adapters";
import { v7 as newId } from "uuid";
import { queryable } from "@/lib/db/client";
import { accounts, users } from "@/lib/db/schema/people";
import { isVisible } from "@/lib/text/visible-text";
import { createLink, takeLink } from "./links";

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

const people: Adapter = {
  createUser: async (user: Omit<AdapterUser, "id">) => {
    const db = await queryable();
    const [row] = await db
      .insert(users)
      .values({
        id: newId(),
        email: user.email.toLowerCase(),
        name: user.name != null && isVisible(user.name) ? user.name.slice(0, NAME_LENGTH) : null,
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
};

/** `browser` is the hash of the present browser's cookie: see link-browser.ts. */
export function adapterFor(browser: string | null): Adapter {
  return {
    ...people,
    createVerificationToken: async (link) => {
      await createLink(link, browser);
      return link;
    },
    useVerificationToken: (link) => takeLink(link, browser),
  };
}
