import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { revokeSession } from "@/lib/auth/credentials/sessions";
import { issueTicket, redeemTicket } from "@/lib/auth/credentials/tickets";
import { createToken, revokeToken } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";
import { type Viewer, viewerOfRequest } from "@/lib/auth/server/viewer";
import { queryable } from "@/lib/db/client";
import { streamTickets } from "@/lib/db/schema/people";
import { requestWith } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson } from "@/test/support/world";

withDatabase();

let lena: Viewer;
beforeEach(async () => {
  lena = await makePerson("Lena");
});

async function age(ticket: string, seconds: number): Promise<void> {
  const db = await queryable();
  await db
    .update(streamTickets)
    .set({ expires_at: new Date(Date.now() + 60_000 - seconds * 1_000) })
    .where(eq(streamTickets.ticket_hash, hashSecret(ticket)));
}

describe("a ticket for a stream", () => {
  it("authenticates the person who requested it, under the same credential", async () => {
    const { ticket } = await issueTicket(lena);
    expect(await redeemTicket(ticket)).toEqual(lena);
  });

  it("has the scopes of the token that requested it", async () => {
    const { token } = await createToken(lena.userId, { name: "Script", scopes: ["events:read"] });
    const buyer = await viewerOfRequest(requestWith({ authorization: `Bearer ${token}` }));
    if (buyer === null) throw new Error("The token was refused");
    const { ticket } = await issueTicket(buyer);
    expect(await redeemTicket(ticket)).toEqual(buyer);
  });

  it("works once", async () => {
    const { ticket } = await issueTicket(lena);
    await redeemTicket(ticket);
    expect(await redeemTicket(ticket)).toBeNull();
  });

  it("admits one of twenty concurrent requests", async () => {
    const { ticket } = await issueTicket(lena);
    const came = await Promise.all(Array.from({ length: 20 }, () => redeemTicket(ticket)));
    expect(came.filter((viewer) => viewer !== null)).toEqual([lena]);
  });

  it("expires after a minute", async () => {
    const { ticket, expires_at } = await issueTicket(lena);
    const seconds = (Date.parse(expires_at) - Date.now()) / 1_000;
    expect(seconds).toBeGreaterThan(55);
    expect(seconds).toBeLessThanOrEqual(60);
    await age(ticket, 59);
    const other = await issueTicket(lena);
    await age(other.ticket, 61);
    expect(await redeemTicket(ticket)).toEqual(lena);
    expect(await redeemTicket(other.ticket)).toBeNull();
  });

  it("is refused after its credential was revoked", async () => {
    const bySession = await issueTicket(lena);
    const { id, token } = await createToken(lena.userId, { name: "Script", scopes: SCOPES });
    const buyer = await viewerOfRequest(requestWith({ authorization: `Bearer ${token}` }));
    if (buyer === null) throw new Error("The token was refused");
    const byToken = await issueTicket(buyer);
    await revokeSession(lena.credential.id);
    await revokeToken(lena.userId, id);
    expect(await redeemTicket(bySession.ticket)).toBeNull();
    expect(await redeemTicket(byToken.ticket)).toBeNull();
  });

  it.each(["", "nonsense", "x".repeat(10_000)])("is refused when it is %j", async (ticket) => {
    expect(await redeemTicket(ticket)).toBeNull();
  });

  it("is stored as a hash only and removed soon after it expires", async () => {
    const { ticket } = await issueTicket(lena);
    await age(ticket, 61);
    const second = await issueTicket(lena);
    const db = await queryable();
    const kept = await db.select().from(streamTickets).where(eq(streamTickets.user_id, lena.userId));
    expect(kept.map((row) => row.ticket_hash)).toEqual([hashSecret(second.ticket)]);
  });
});
