import * as z from "zod";
import { storable } from "@/lib/text/storable-text";

/** What a sign-in link's URL and the form of its page hold. Untrusted. */
export const signInLinkSchema = z.object({
  email: z.string().min(3).max(254).check(storable),
  token: z
    .string()
    .max(64)
    .regex(/^[0-9a-f]{64}$/),
  callbackUrl: z.string().max(2_000).optional(),
});
