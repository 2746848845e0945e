import { readJsonText } from "@/lib/text/read-json";

/** Far more than any command's input has. React reads arguments by recursion. */
const DEPTH = 20;

/** React writes texts that begin with `$` with a second one. Other marks stand for references, which our pages never send. */
const isPlainText = (text: string) => !text.startsWith("$") || text.startsWith("$$") || text === "$undefined";

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === "string") return isPlainText(value);
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isPlain(inner, depth - 1));
}

/** True for what React can read as the arguments of a server action, and our pages send: JSON and `undefined`. */
export function isArguments(text: string): boolean {
  const given = readJsonText(text);
  return Array.isArray(given) && isPlain(given, DEPTH);
}
