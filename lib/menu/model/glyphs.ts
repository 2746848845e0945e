import * as z from "zod/mini";

/** The drawings of components/shop/plate/glyphs.svg. */
export const GLYPHS = [
  "nigiri",
  "roll",
  "uramaki",
  "sashimi",
  "bowl",
  "rice",
  "ramen",
  "soup",
  "curry",
  "gyoza",
  "karaage",
  "skewer",
  "pizza",
  "pasta",
  "salad",
  "taco",
  "burrito",
  "spring_roll",
  "samosa",
  "sandwich",
  "flatbread",
  "bread",
  "croissant",
  "dip",
  "cake",
  "pudding",
  "mochi",
  "cup",
  "glass",
] as const;
export const glyphSchema = z.enum(GLYPHS);
export type Glyph = z.infer<typeof glyphSchema>;

const PLATES = 2;

/** Returns the drawings for a restaurant's plates: the first two that differ, the more telling one last. */
export function platesOf(glyphs: readonly Glyph[]): Glyph[] {
  return [...new Set(glyphs)].slice(0, PLATES).reverse();
}
