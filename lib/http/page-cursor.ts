import "server-only";
import * as z from "zod";
import { idSchema } from "@/lib/text/id";
import { parseJson } from "@/lib/text/parse-json";

/** Callers send the cursor back, so it is untrusted input. */
const pageCursorSchema = z.tuple([z.iso.datetime().max(40), idSchema]);

export interface PagePosition {
  created_at: Date;
  id: string;
}

export function encodePageCursor(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.created_at.toISOString(), position.id])).toString("base64url");
}

export function decodePageCursor(text: string): PagePosition | null {
  const position = parseJson(pageCursorSchema, Buffer.from(text, "base64url").toString());
  if (position === null) return null;
  const [createdAt, id] = position;
  const time = new Date(createdAt);
  // PostgreSQL does not know all years, such as 0. No row is older than the epoch.
  return time.getTime() < 0 ? null : { created_at: time, id };
}
