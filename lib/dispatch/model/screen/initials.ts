/** Two letters for a circle: of the first two words, or the first two of the only one. */
export function initialsOf(name: string): string {
  const [first = "", second] = name.trim().split(/\s+/);
  const letters = [...first];
  return [letters[0] ?? "", second === undefined ? (letters[1] ?? "") : ([...second][0] ?? "")]
    .join("")
    .toUpperCase();
}
