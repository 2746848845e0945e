import "server-only";
import * as z from "zod";

/** Callers send the cursor back, so it is untrusted input. */
const pageCursorSchema = z.tuple([z.iso.datetime().max(40), z.uuid()]);

export interface PagePosition {
  created_at: Date;
  id: string;
}

export function encodePageCursor(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.created_at.toISOString(), position.id])).toString("base64url");
}

export function decodePageCursor(text: string): PagePosition | null {
  try {
    const [createdAt, id] = pageCursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    const time = new Date(createdAt);
    // PostgreSQL does not know all years, such as 0. No row is older than the epoch.
    return time.getTime() < 0 ? null : { created_at: time, id };
  } catch {
    return null;
  }
}
