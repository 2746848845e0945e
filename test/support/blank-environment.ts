import { readFileSync } from "node:fs";

/** Set by tools and platforms, which look at whether they are there at all. */
const NOT_OURS = ["NODE_ENV", "VERCEL"];

/**
 * Every variable of the application, set to nothing, which is the same as not set: neither the developer's shell
 * nor an `.env` file, which Next reads for what is not there, has a say in what is tested.
 */
export function blankEnvironment(): Record<string, string> {
  const keys = readFileSync(".env.example", "utf8").matchAll(/^(?:# ?)?([A-Z][A-Z0-9_]*)=/gm);
  const ours = [...keys].flatMap(([, key]) => (key === undefined || NOT_OURS.includes(key) ? [] : [key]));
  return Object.fromEntries(ours.map((key) => [key, ""]));
}
