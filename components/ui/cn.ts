import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. No merging of conflicting utilities is needed: the primitives are styled in the
 * `components` layer, so a utility handed to one as `className` always wins.
 */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
