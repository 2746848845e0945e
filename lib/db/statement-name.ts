import "server-only";

/** Bounds the statements that a connection keeps prepared. The application has far fewer different texts. */
const NAMED_AT_MOST = 400;

const names = new Map<string, string>();

/** Returns the name of this statement text, always the same; undefined for new texts after the first 400. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMED_AT_MOST) return known;
  const name = `platewire_${names.size}`;
  names.set(text, name);
  return name;
}

/** Returns how many texts have a name. */
export const countStatementNames = (): number => names.size;
