import "server-only";
import { env } from "@/lib/env";

/** The largest file that may be uploaded. Vercel refuses bodies of more than 4.5 MB before any code of ours. */
export function photoLimitMb(): number {
  const { PHOTO_MAX_MB, VERCEL } = env();
  return PHOTO_MAX_MB ?? (VERCEL === undefined ? 16 : 4);
}
