import "server-only";

/** Limits how many statements a connection keeps prepared. Each statement of ours has one text, so there are far fewer. */
const NAMED_AT_MOST = 400;

const names = new Map<string, string>();

/** Returns the name under which a connection prepares this text, always the same; undefined when 400 texts have one. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= NAMED_AT_MOST) return known;
  const name = `platewire_${names.size}`;
  names.set(text, name);
  return name;
}

/** Returns how many texts have a name. */
export const countStatementNames = (): number => names.size;
