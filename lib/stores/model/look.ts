import * as z from "zod/mini";
import { idSchema } from "@/lib/text/id";

/** A store's cloth: one drawn pattern in two colours. Both are drawn in components/shop/cloth/. */

export const CLOTH_PATTERNS = ["waves", "gingham", "jali", "zigzag", "basket", "wheat"] as const;
export const clothPatternSchema = z.enum(CLOTH_PATTERNS);

/** Pairs whose contrast is checked in both themes: components/shop/cloth/cloth.test.ts. */
export const CLOTH_COLOURS = [
  "coral",
  "tomato",
  "saffron",
  "berry",
  "clay",
  "honey",
  "plum",
  "olive",
] as const;
export const clothColoursSchema = z.enum(CLOTH_COLOURS);

export const storeLookSchema = z.object({
  cloth_pattern: clothPatternSchema,
  cloth_colours: clothColoursSchema,
});
export type StoreLook = z.infer<typeof storeLookSchema>;

export const updateStoreLookSchema = z.extend(storeLookSchema, { tenant_id: idSchema });
