/** Returns the colour of a token in a style sheet: of one theme where it has two, of another token where it names one. */
export function tokenIn(sheet: string, name: string, theme: "light" | "dark"): string {
  const value = new RegExp(`^\\s*--${name}: ([^;]+);`, "m").exec(sheet)?.[1];
  if (value === undefined) throw new Error(`No token --${name}`);
  const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (reference !== undefined) return tokenIn(sheet, reference, theme);
  const pair = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value);
  return (theme === "light" ? pair?.[1] : pair?.[2]) ?? value;
}
