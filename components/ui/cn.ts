import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. Conflicting utilities need no merging: primitives are styled in the `components` layer, so a utility
 * passed as `className` always wins.
 */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
