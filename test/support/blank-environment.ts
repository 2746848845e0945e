import { readFileSync } from "node:fs";

/** Their mere presence has a meaning to tools and platforms. */
const NOT_OURS = ["NODE_ENV", "VERCEL"];

/** Returns "", which counts as unset, for each variable: neither the shell nor an `.env` file affects tests. */
export function blankEnvironment(): Record<string, string> {
  const keys = readFileSync(".env.example", "utf8").matchAll(/^(?:# ?)?([A-Z][A-Z0-9_]*)=/gm);
  const ours = [...keys].flatMap(([, key]) => (key === undefined || NOT_OURS.includes(key) ? [] : [key]));
  return Object.fromEntries(ours.map((key) => [key, ""]));
}
