import "server-only";
import { eq, lt, sql } from "drizzle-orm";
import { loadSessionViewer, loadTokenViewerById, type Viewer } from "@/lib/auth/server/load-viewer";
import { queryable } from "@/lib/db/client";
import { streamTickets } from "@/lib/db/schema/people";
import { hashSecret, randomSecret } from "./secret-text";

/** Tickets travel in URLs, which end up in logs, so a ticket is valid once and for 60 s. */
const TICKET_SECONDS = 60;

export interface Ticket {
  ticket: string;
  expires_at: string;
}

export async function issueTicket(viewer: Viewer): Promise<Ticket> {
  const db = await queryable();
  await db.delete(streamTickets).where(lt(streamTickets.expires_at, sql`now()`));
  const ticket = randomSecret();
  const expiresAt = new Date(Date.now() + TICKET_SECONDS * 1_000);
  await db.insert(streamTickets).values({
    ticket_hash: hashSecret(ticket),
    user_id: viewer.userId,
    credential_kind: viewer.credential.kind,
    credential_id: viewer.credential.id,
    expires_at: expiresAt,
  });
  return { ticket, expires_at: expiresAt.toISOString() };
}

/** Redeems a ticket; null when it was used, has expired, or its credential was revoked. */
export async function redeemTicket(ticket: string): Promise<Viewer | null> {
  const db = await queryable();
  // The deletion makes it single-use: of concurrent requests with one ticket, only one gets the row.
  const [row] = await db
    .delete(streamTickets)
    .where(eq(streamTickets.ticket_hash, hashSecret(ticket)))
    .returning();
  if (row === undefined || row.expires_at.getTime() <= Date.now()) return null;
  return row.credential_kind === "session"
    ? loadSessionViewer(row.credential_id)
    : loadTokenViewerById(row.credential_id);
}
