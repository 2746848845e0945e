import "server-only";
import { hub } from "@/lib/realtime/hub/process-hub";
import type { AuthorisedOwner } from "@/lib/realtime/hub/stream-hub";
import { periodically } from "@/lib/server/periodically";
import { loadSessionViewer, peekTokenViewer, type Viewer } from "./load-viewer";

/** Longest time (ms) for which a stream outlives its right where nobody called `dropUser` or `dropCredentials`. */
const EVERY_MS = 30_000;

/** Names what a stream's channels were derived from: while it stays the same, so does what the stream may read. */
export function rightsOf({
  userId,
  isAdmin,
  tenantRoles,
  riderFleet,
  credential: { kind, scopes },
}: Viewer): string {
  return JSON.stringify([
    kind,
    userId,
    isAdmin,
    Object.entries(tenantRoles).sort(),
    riderFleet,
    [...scopes].sort(),
  ]);
}

async function hasLostRights({ credentialId, credentialKind, rights }: AuthorisedOwner): Promise<boolean> {
  const load = credentialKind === "session" ? loadSessionViewer : peekTokenViewer;
  const viewer = await load(credentialId);
  return viewer === null || rightsOf(viewer) !== rights;
}

/**
 * Ends the streams of this process whose session or token has ended, or whose person may read something else by now,
 * however that came about. Their pages reconnect and are authorised again. Reads 500 people per query.
 */
export function endStreamsWithoutRights(): Promise<void> {
  return hub().endStreams(hasLostRights);
}

export function startStreamChecks(): void {
  periodically("The check of the rights of open streams", EVERY_MS, endStreamsWithoutRights);
}
