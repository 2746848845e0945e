import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";

export const apiTokenSchema = z.object({
  id: z.uuid(),
  name: shortTextSchema,
  scopes: z.array(shortTextSchema).check(z.maxLength(50)),
  created_at: instantSchema,
  last_used_at: z.nullable(instantSchema),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const createdTokenSchema = z.object({ token: apiTokenSchema, secret: shortTextSchema });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
