/** `heic` is recognised to say so: it cannot be read. */
export type ImageKind = "jpeg" | "png" | "webp" | "avif" | "heic";

/** Bytes at the start of a file that tell its kind. */
const HEAD_BYTES = 64;

const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** Recognises a file by its content: names and declared types are whatever the sender wrote. */
export function imageKindOf(file: Uint8Array): ImageKind | null {
  const head = latin(file.subarray(0, HEAD_BYTES));
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return "webp";
  if (!head.startsWith("ftyp", 4)) return null;
  // Both kinds share general brands (ISO/IEC 23008-12, annex B), so the specific ones decide.
  const brands = head.slice(8);
  if (/avi[fs]/.test(brands)) return "avif";
  return /hei[cxms]|hev[cxms]|mif1|msf1/.test(brands) ? "heic" : null;
}
