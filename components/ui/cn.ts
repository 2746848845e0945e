import { type ClassValue, clsx } from "clsx";

/** Merges no conflicting utilities: primitives are in the `components` layer, so a utility in `className` always wins. */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
