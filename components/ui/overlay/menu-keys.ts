/**
 * Returns the index of the item that a key focuses, by the ARIA menu pattern: arrows wrap around, Home and End jump, a
 * letter moves to the next item that starts with it. Undefined for keys that the menu does not handle.
 */
export function nextMenuIndex(key: string, current: number, labels: readonly string[]): number | undefined {
  const last = labels.length - 1;
  if (last < 0) return undefined;
  if (key === "ArrowDown") return current >= last ? 0 : current + 1;
  if (key === "ArrowUp") return current <= 0 ? last : current - 1;
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (key.length !== 1 || key === " ") return undefined;

  const letter = key.toLocaleLowerCase();
  for (let step = 1; step <= labels.length; step++) {
    const index = (Math.max(current, -1) + step) % labels.length;
    if (labels[index]?.trim().toLocaleLowerCase().startsWith(letter)) return index;
  }
  return undefined;
}
