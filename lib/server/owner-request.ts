import { join, relative, resolve } from "node:path";
import * as z from "zod";

/**
 * What the owner of this machine may ask the running process over its Unix socket: one JSON object a line, one line
 * back. The embedded database belongs to that process, so nobody else can look into it meanwhile.
 */
export const ownerRequestSchema = z.object({
  op: z.literal("token"),
  email: z.string().max(320),
  name: z.string().min(1).max(80),
});
export type OwnerRequest = z.infer<typeof ownerRequestSchema>;

export const ownerAnswerSchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), token: z.string() }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
export type OwnerAnswer = z.infer<typeof ownerAnswerSchema>;

/** sun_path holds 108 bytes on Linux, 104 on macOS, with the closing zero. */
const PATH_BYTES = 100;

/** Where the socket is: in the data folder; by the relative path when the absolute one is too long for a socket. */
export function ownerSocketPath(folder: string): string {
  const absolute = join(resolve(folder), "owner.sock");
  if (Buffer.byteLength(absolute) <= PATH_BYTES) return absolute;
  return relative(process.cwd(), absolute);
}
