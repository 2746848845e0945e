/** The character set of a file; `guessed` when it says nothing about it and is not UTF-8. */
export interface Decoded {
  text: string;
  charset: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  isGuessed: boolean;
}

/** At most this many bytes are read: a menu of 1,000 dishes has about 300 KB. */
export const FILE_BYTES = 512 * 1024;

function tryDecode(bytes: Uint8Array, charset: Decoded["charset"]): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Reads what spreadsheets save. Null for bytes that are no text, such as those of an .xlsx file. */
export function decodeFile(bytes: Uint8Array): Decoded | null {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  const charset = marked ?? "utf-8";
  const text = tryDecode(bytes, charset);
  if (text !== null) return text.includes("\0") ? null : { text, charset, isGuessed: false };
  if (marked !== null || bytes.includes(0)) return null;
  const guessed = tryDecode(bytes, "windows-1252");
  return guessed === null ? null : { text: guessed, charset: "windows-1252", isGuessed: true };
}
