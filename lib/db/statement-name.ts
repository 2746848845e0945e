import "server-only";

/** Statements are written in code, so there are few; a text that is made of lists of any length is not one of them. */
const NAMED_AT_MOST = 400;

const names = new Map<string, string>();

/** The name under which a connection prepares this text, the same each time; nothing when too many have one. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMED_AT_MOST) return known;
  const name = `platewire_${names.size}`;
  names.set(text, name);
  return name;
}
