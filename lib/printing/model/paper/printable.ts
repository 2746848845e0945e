const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
/** A printer takes controls for commands; marks of direction would reorder a line; neither is drawn. */
const NOT_DRAWN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const UNKNOWN = /[\p{Cs}\p{Co}\p{Cn}\ufffd]/gu;
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;

/** Returns the lines of a text that a person wrote, without anything that could reach a printer as a command. */
export function printableLines(text: string): string[] {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(LINE_BREAK, "\n")
    .split("\n")
    .map((line) =>
      line
        .replaceAll(/\s/g, " ")
        .replaceAll(NOT_DRAWN, "")
        .replaceAll(UNKNOWN, "?")
        .replaceAll(PILED_MARKS, "$1")
        .replaceAll(/ {2,}/g, " ")
        .trim(),
    )
    .filter((line) => line !== "");
}

export const printable = (text: string): string => printableLines(text).join(" ");

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const MARK = /^\p{M}$/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const PLAIN = /^[ -~]*$/;
const widthOfOne = (grapheme: string) => (WIDE.test(grapheme) ? 2 : MARK.test(grapheme) ? 0 : 1);

/** In columns of the printer's font, in which East Asian characters take two. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOfOne(segment);
  return width;
}

function cut(word: string, columns: number): string[] {
  const parts = [""];
  let width = 0;
  for (const { segment } of graphemes.segment(word)) {
    const own = widthOfOne(segment);
    if (width + own > columns) {
      parts.push("");
      width = 0;
    }
    parts[parts.length - 1] += segment;
    width += own;
  }
  return parts;
}

/** Breaks a printable text between words, and within a word that is longer than a line. Loses no character but blanks. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const word of text.split(" ")) {
    const own = widthOf(word);
    if (line !== "" && width + 1 + own <= columns) {
      line += ` ${word}`;
      width += 1 + own;
      continue;
    }
    if (line !== "") lines.push(line);
    const parts = own <= columns ? [word] : cut(word, columns);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? "";
    width = widthOf(line);
  }
  return line === "" ? lines : [...lines, line];
}
