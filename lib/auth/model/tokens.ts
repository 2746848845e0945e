import * as z from "zod/mini";

/** A personal token as the settings page lists it; the secret is not in it. */
export const apiTokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  created_at: z.iso.datetime(),
  last_used_at: z.nullable(z.iso.datetime()),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** A token that was just created. Its secret is shown this one time. */
export const createdTokenSchema = z.object({ token: apiTokenSchema, secret: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
