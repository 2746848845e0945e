import "server-only";
import * as z from "zod";

/** A place in a list sorted by newest first: opaque to callers, untrusted when it comes back. */
const pageCursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

export interface PagePosition {
  created_at: Date;
  id: string;
}

export function encodePageCursor(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.created_at.toISOString(), position.id])).toString("base64url");
}

/** The position, or null when the text is none of ours. */
export function decodePageCursor(text: string): PagePosition | null {
  try {
    const [createdAt, id] = pageCursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    const time = new Date(createdAt);
    // No order is older than the epoch; and a date may name the year 0, which PostgreSQL does not know.
    return time.getTime() < 0 ? null : { created_at: time, id };
  } catch {
    return null;
  }
}
