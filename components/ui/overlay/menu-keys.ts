/**
 * Which item of a menu gets the focus for a key, by the ARIA menu pattern: arrows go round, Home and End
 * jump, a letter goes to the next item that begins with it. Undefined: the key is not for the menu.
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
