import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { issueTokenFor } from "@/lib/auth/credentials/issue-token";
import { createTokenUpTo, listTokens } from "@/lib/auth/credentials/tokens";
import { viewerOfRequest } from "@/lib/auth/server/viewer";
import { adapterFor } from "@/lib/auth/sign-in/adapter";
import { requestWith } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson } from "@/test/support/world";

withDatabase();

const adapter = adapterFor(null);

let email: string;
beforeEach(() => {
  email = `New.Person-${randomUUID()}@Example.Test`;
});

const inAnHour = () => new Date(Date.now() + 3_600_000);
const newPerson = () => adapter.createUser?.({ email, emailVerified: new Date() });

describe("people who sign in", () => {
  it("become one person whatever the case of their address", async () => {
    const created = await newPerson();
    expect(created?.email).toBe(email.toLowerCase());
    expect(await adapter.getUserByEmail?.(email.toUpperCase())).toEqual(created);
  });

  it("become one person when two first sign-ins run concurrently", async () => {
    const [first, second] = await Promise.all([newPerson(), newPerson()]);
    expect(first?.id).toBe(second?.id);
  });

  it("are found by a linked OAuth account", async () => {
    const created = await newPerson();
    const account = { provider: "google", providerAccountId: randomUUID() };
    await adapter.linkAccount?.({ ...account, type: "oauth", userId: created?.id ?? "" });
    expect(await adapter.getUserByAccount?.(account)).toEqual(created);
    expect(await adapter.getUserByAccount?.({ ...account, provider: "other" })).toBeNull();
  });
});

describe("a sign-in link", () => {
  const link = () => ({ identifier: email, token: randomUUID(), expires: inAnHour() });

  it("works once", async () => {
    const sent = link();
    await adapter.createVerificationToken?.(sent);
    expect(await adapter.useVerificationToken?.(sent)).toMatchObject({ token: sent.token });
    expect(await adapter.useVerificationToken?.(sent)).toBeNull();
  });

  it("admits one of twenty concurrent requests", async () => {
    const sent = link();
    await adapter.createVerificationToken?.(sent);
    const used = await Promise.all(Array.from({ length: 20 }, () => adapter.useVerificationToken?.(sent)));
    expect(used.filter((row) => row !== null)).toHaveLength(1);
  });

  it("does not work for another address", async () => {
    const sent = link();
    await adapter.createVerificationToken?.(sent);
    const stolen = { identifier: "somebody@example.test", token: sent.token };
    expect(await adapter.useVerificationToken?.(stolen)).toBeNull();
    expect(await adapter.useVerificationToken?.(sent)).not.toBeNull();
  });

  it("works only in the browser that requested it, if one did", async () => {
    const sent = link();
    await adapterFor("browser").createVerificationToken?.(sent);
    expect(await adapterFor("other").useVerificationToken?.(sent)).toBeNull();
    expect(await adapterFor(null).useVerificationToken?.(sent)).toBeNull();
    expect(await adapterFor("browser").useVerificationToken?.(sent)).toMatchObject({ token: sent.token });
  });

  it("does not work after it expired", async () => {
    const sent = { ...link(), expires: new Date(Date.now() - 1_000) };
    await adapter.createVerificationToken?.(sent);
    expect(await adapter.useVerificationToken?.(sent)).toBeNull();
  });
});

describe("concurrent requests", () => {
  it("do not exceed the limit of tokens for a person", async () => {
    const { userId } = await makePerson("Lena");
    const made = await Promise.all(
      Array.from({ length: 30 }, () =>
        createTokenUpTo(20, userId, { name: "test", scopes: ["orders:read"] }),
      ),
    );
    expect(made.filter((token) => token !== null)).toHaveLength(20);
    expect(await listTokens(userId)).toHaveLength(20);
  });
});

describe("the owner's request for a token", () => {
  it("creates a token with all scopes for the person with that address", async () => {
    const created = await newPerson();
    const answer = await issueTokenFor(` ${email} `, "Command line");
    if (!answer.ok) throw new Error(answer.message);
    const viewer = await viewerOfRequest(requestWith({ authorization: `Bearer ${answer.token}` }));
    expect(viewer).toMatchObject({ userId: created?.id, credential: { kind: "token" } });
  });

  it("fails for a person of the demo outside demo mode", async () => {
    const demo = `${randomUUID()}@demo.test`;
    await adapter.createUser?.({ email: demo, emailVerified: new Date() });
    expect(await issueTokenFor(demo, "Command line")).toEqual({
      ok: false,
      message: `${demo} is a person of the demo, and has rights in demo mode only.`,
    });
  });

  it("fails with a message when no person has that address", async () => {
    expect(await issueTokenFor("nobody@example.test", "Command line")).toEqual({
      ok: false,
      message: "There is no account with the address nobody@example.test.",
    });
  });
});
