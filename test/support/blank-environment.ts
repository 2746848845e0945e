import { readFileSync } from "node:fs";

/** Variables whose mere presence has a meaning to tools and platforms. */
const NOT_OURS = ["NODE_ENV", "VERCEL"];

/**
 * Sets every variable of the application to the empty string, which counts as unset: neither the shell nor an `.env`
 * file, which Next reads for missing variables, influences the tests.
 */
export function blankEnvironment(): Record<string, string> {
  const keys = readFileSync(".env.example", "utf8").matchAll(/^(?:# ?)?([A-Z][A-Z0-9_]*)=/gm);
  const ours = [...keys].flatMap(([, key]) => (key === undefined || NOT_OURS.includes(key) ? [] : [key]));
  return Object.fromEntries(ours.map((key) => [key, ""]));
}
