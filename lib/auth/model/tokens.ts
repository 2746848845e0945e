import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";

/** Longest name of a token, in characters of JavaScript. */
export const TOKEN_NAME_LENGTH = 80;

/** Days that a token may be chosen to last; the last one is the default. */
export const TOKEN_DAYS = [30, 90, 365] as const;
export const DEFAULT_TOKEN_DAYS = 365;

export const apiTokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  scopes: z.array(z.string()),
  created_at: z.iso.datetime(),
  last_used_at: z.nullable(z.iso.datetime()),
  expires_at: z.iso.datetime(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const createdTokenSchema = z.object({ token: apiTokenSchema, secret: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
