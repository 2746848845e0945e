/** Follows https://www.w3.org/WAI/ARIA/apg/patterns/menubar/; undefined for keys that the menu does not handle. */
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
