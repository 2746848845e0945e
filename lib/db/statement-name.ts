import "server-only";

const NAMED_AT_MOST = 400;

const names = new Map<string, string>();

/** Returns the same name for the same text; undefined for new texts after the first 400. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMED_AT_MOST) return known;
  const name = `platewire_${names.size}`;
  names.set(text, name);
  return name;
}

/** Returns the name that the text has been given; undefined when it has none. */
export const nameOfStatement = (text: string): string | undefined => names.get(text);

export const countStatementNames = (): number => names.size;
