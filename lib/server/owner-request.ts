import { join, relative, resolve } from "node:path";
import * as z from "zod";
import { requiredText } from "@/lib/text/given-text";

/** Requests and answers are one JSON object per line. Only the running process can open the embedded database. */
export const ownerRequestSchema = z.object({
  op: z.literal("token"),
  email: z.string().max(320),
  name: requiredText(80),
});
export type OwnerRequest = z.infer<typeof ownerRequestSchema>;

export const ownerAnswerSchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), token: z.string().max(500), expires_at: z.iso.datetime().max(40) }),
  z.object({ ok: z.literal(false), message: z.string().max(5_000) }),
]);
export type OwnerAnswer = z.infer<typeof ownerAnswerSchema>;

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, including the final zero. */
const PATH_BYTES = 100;

/** Returns a relative path when the absolute one is too long. */
export function ownerSocketPath(folder: string): string {
  const absolute = join(resolve(folder), "owner.sock");
  if (Buffer.byteLength(absolute) <= PATH_BYTES) return absolute;
  return relative(process.cwd(), absolute);
}
