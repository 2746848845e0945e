const LETTER = /\p{L}|\p{N}/u;

/** Returns the first letter of the first and of the last word, in capitals; a dot for a name without any. */
export function initialsOf(name: string): string {
  const letters = name
    .normalize("NFC")
    .split(/[\s.]+/)
    .map((word) => [...word].find((character) => LETTER.test(character)))
    .filter((letter) => letter !== undefined);
  const [first = "·"] = letters;
  const last = letters.length > 1 ? (letters.at(-1) ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
