/** Returns the part of a name before the first space. */
export const firstName = (name: string) => name.trim().split(/\s+/, 1)[0] ?? name;
