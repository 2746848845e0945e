import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** Longest name of a token, in characters of JavaScript. */
export const TOKEN_NAME_LENGTH = 80;

/** Days that a token may be chosen to last; the last one is the default. */
export const TOKEN_DAYS = [30, 90, 365] as const;
export const DEFAULT_TOKEN_DAYS = 365;

export const apiTokenSchema = z.object({
  id: idSchema,
  name: shortTextSchema,
  scopes: z.array(shortTextSchema).check(z.maxLength(50)),
  created_at: instantSchema,
  last_used_at: z.nullable(instantSchema),
  expires_at: instantSchema,
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const createdTokenSchema = z.object({ token: apiTokenSchema, secret: shortTextSchema });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
