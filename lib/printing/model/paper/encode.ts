import { fold } from "@/lib/text/fold";
import type { PaperLine } from "./layout";

/** The formats in which a printer may fetch a job. It chooses among them. */
export const MEDIA_TYPES = [
  "application/vnd.star.starprnt",
  "application/vnd.star.starprntcore",
  "application/vnd.star.line",
  "text/plain",
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Null for a format that is not among them. Without a wish, the printer's own commands. */
export function mediaTypeOf(wish: string | null): MediaType | null {
  if (wish === null || wish === "") return MEDIA_TYPES[0];
  const name = wish.split(";")[0]?.trim().toLowerCase();
  return MEDIA_TYPES.find((type) => type === name) ?? null;
}

/** Commands that StarPRNT and Star Line Mode share. */
const ESC = 0x1b;
const GS = 0x1d;
const RESET = [ESC, 0x40];
const UTF8 = [ESC, GS, 0x29, 0x55, 2, 0, 0x30, 1, ESC, GS, 0x29, 0x55, 2, 0, 0x40, 0];
const WINDOWS_1252 = [ESC, GS, 0x74, 0x20];
const size = ({ tall, wide }: PaperLine) => [ESC, 0x69, tall - 1, wide - 1];
const align = ({ isCentred }: PaperLine) => [ESC, GS, 0x61, isCentred ? 1 : 0];
const bold = ({ isBold }: PaperLine) => [ESC, isBold ? 0x45 : 0x46];
const invert = ({ isInverted }: PaperLine) => [ESC, isInverted ? 0x34 : 0x35];
const FEED = 0x0a;
const FEED_AND_CUT = [ESC, 0x64, 3];

/** The characters of Windows-1252 from 0x80 to 0x9f. Blanks stand for bytes without a character. */
const HIGH = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function byteOf(character: string): number | null {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff)) return code;
  const high = HIGH.indexOf(character);
  return high === -1 || character === " " ? null : 0x80 + high;
}

/** A character that the code page lacks is written without its accents (`Ş` as `S`), and as `?` when that fails. */
function windows1252(text: string): number[] {
  return [...text].map((character) => {
    const byte = byteOf(character);
    if (byte !== null) return byte;
    const plain = fold(character);
    const isCapital = character !== character.toLowerCase();
    return (plain.length === 1 ? byteOf(isCapital ? plain.toUpperCase() : plain) : null) ?? 0x3f;
  });
}

function star(lines: readonly PaperLine[], isUtf8: boolean): Uint8Array<ArrayBuffer> {
  const utf8 = new TextEncoder();
  const textOf = (text: string) => (isUtf8 ? utf8.encode(text) : windows1252(text));
  const bytes: number[] = [...RESET, ...(isUtf8 ? UTF8 : WINDOWS_1252)];
  for (const line of lines)
    bytes.push(...align(line), ...size(line), ...bold(line), ...invert(line), ...textOf(line.text), FEED);
  return new Uint8Array([...bytes, ...RESET, ...FEED_AND_CUT]);
}

const STARS = "*";

/** Without sizes and colours, lines of stars stand around what is white on black. */
function plainText(lines: readonly PaperLine[], columns: number): Uint8Array<ArrayBuffer> {
  const frame = STARS.repeat(columns);
  const text = lines.flatMap(({ text: own, isInverted }, index) => [
    ...(isInverted && lines[index - 1]?.isInverted !== true ? [frame] : []),
    own.trimEnd(),
    ...(isInverted && lines[index + 1]?.isInverted !== true ? [frame] : []),
  ]);
  return new TextEncoder().encode(`${text.join("\n")}\n`);
}

/** Returns what the printer gets. The text of `lines` must be printable: see printable.ts. */
export function encodePaper(
  type: MediaType,
  lines: readonly PaperLine[],
  columns: number,
): Uint8Array<ArrayBuffer> {
  if (type === "text/plain") return plainText(lines, columns);
  return star(lines, type !== "application/vnd.star.line");
}
