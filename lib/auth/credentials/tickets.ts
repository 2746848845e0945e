import "server-only";
import { eq, lt, sql } from "drizzle-orm";
import { loadSessionViewer, loadTokenViewerById, type Viewer } from "@/lib/auth/server/load-viewer";
import { queryable } from "@/lib/db/client";
import { streamTickets } from "@/lib/db/schema";
import { hashSecret, randomSecret } from "./secret-text";

/**
 * A ticket opens one stream by its URL, for programs that can send neither cookie nor header. URLs end up in logs:
 * a ticket counts once, and for a minute.
 */
const TICKET_SECONDS = 60;

export interface Ticket {
  ticket: string;
  expires_at: string;
}

export async function issueTicket(viewer: Viewer): Promise<Ticket> {
  const db = await queryable();
  await db.delete(streamTickets).where(lt(streamTickets.expiresAt, sql`now()`));
  const ticket = randomSecret();
  const expiresAt = new Date(Date.now() + TICKET_SECONDS * 1_000);
  await db.insert(streamTickets).values({
    ticketHash: hashSecret(ticket),
    userId: viewer.userId,
    credentialKind: viewer.credential.kind,
    credentialId: viewer.credential.id,
    expiresAt,
  });
  return { ticket, expires_at: expiresAt.toISOString() };
}

/** Who bought the ticket, as that person is now; null when it was used, is too old, or its credential was revoked. */
export async function redeemTicket(ticket: string): Promise<Viewer | null> {
  const db = await queryable();
  // The deletion decides: of several that come at once with one ticket, one gets the row.
  const [row] = await db
    .delete(streamTickets)
    .where(eq(streamTickets.ticketHash, hashSecret(ticket)))
    .returning();
  if (row === undefined || row.expiresAt.getTime() <= Date.now()) return null;
  return row.credentialKind === "session"
    ? loadSessionViewer(row.credentialId)
    : loadTokenViewerById(row.credentialId);
}
