import * as z from "zod/mini";
import type { PageStatement } from "./statement";

const statedText = z.string().check(z.maxLength(100));

/** Apart from statement.ts, which every page loads at once: zod comes later. */
export const statementSchema: z.ZodMiniType<PageStatement> = z.object({
  user: statedText,
  build: statedText,
});
