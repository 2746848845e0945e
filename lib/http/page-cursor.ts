import "server-only";
import * as z from "zod";

/** A position in a list sorted newest first. Opaque to callers, and untrusted input when they send it back. */
const pageCursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

export interface PagePosition {
  created_at: Date;
  id: string;
}

export function encodePageCursor(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.created_at.toISOString(), position.id])).toString("base64url");
}

/** Decodes a cursor; null when it is not valid. */
export function decodePageCursor(text: string): PagePosition | null {
  try {
    const [createdAt, id] = pageCursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    const time = new Date(createdAt);
    // Rejects years that PostgreSQL does not know, such as 0. No row is older than the epoch.
    return time.getTime() < 0 ? null : { created_at: time, id };
  } catch {
    return null;
  }
}
