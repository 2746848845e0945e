import { widthOf, wrap } from "./printable";
import type { Block } from "./ticket";

export interface PaperLine {
  readonly text: string;
  /** How many times as large as the printer's font. */
  readonly wide: 1 | 2 | 3;
  readonly tall: 1 | 2 | 3;
  readonly isBold: boolean;
  /** White on black, from edge to edge. */
  readonly isInverted: boolean;
  readonly isCentred: boolean;
}

type Style = Omit<PaperLine, "text">;

const PLAIN: Style = { wide: 1, tall: 1, isBold: false, isInverted: false, isCentred: false };
const BOLD: Style = { ...PLAIN, isBold: true };
const TALL: Style = { ...BOLD, tall: 2 };
const LARGE: Style = { ...BOLD, wide: 2, tall: 2 };
const HEAD: Style = { ...BOLD, isCentred: true };
const CODE: Style = { ...HEAD, wide: 3, tall: 3 };
const BAND_TITLE: Style = { ...LARGE, isInverted: true, isCentred: true };
const BAND_LINE: Style = { ...TALL, isInverted: true };

/** Later lines stand under the first one's text. */
function lines(
  text: string,
  columns: number,
  style: Style,
  first = "",
  rest = " ".repeat(first.length),
): PaperLine[] {
  const room = Math.floor(columns / style.wide) - widthOf(first);
  const pad = (line: string) =>
    style.isInverted && !style.isCentred
      ? line + " ".repeat(Math.max(0, Math.floor(columns / style.wide) - widthOf(line)))
      : line;
  return wrap(text, room).map((line, index) => ({
    ...style,
    text: pad(`${index === 0 ? first : rest}${line}`),
  }));
}

function centredBand(text: string, columns: number): PaperLine[] {
  const room = Math.floor(columns / BAND_TITLE.wide);
  return wrap(text, room).map((line) => {
    const left = Math.floor((room - widthOf(line)) / 2);
    return { ...BAND_TITLE, text: " ".repeat(left) + line + " ".repeat(room - widthOf(line) - left) };
  });
}

function linesOf(block: Block, columns: number): PaperLine[] {
  switch (block.kind) {
    case "store":
      return lines(block.text, columns, HEAD);
    case "code":
      return lines(block.text, columns, CODE);
    case "rule":
      return [{ ...PLAIN, text: "-".repeat(columns) }];
    case "band":
      return [
        ...centredBand(`! ${block.title} !`, columns),
        ...block.lines.flatMap((line) => lines(line, columns, BAND_LINE)),
      ];
    case "note":
      return [
        ...lines(block.title, columns, BOLD),
        ...block.lines.flatMap((line) => lines(line, columns, TALL, "  ")),
      ];
    case "item":
      return lines(block.text, columns, TALL, `${String(block.quantity).padStart(2)} x `);
    case "option":
      return lines(block.text, columns, BOLD, "     + ");
    case "wish":
      return lines(block.text, columns, BOLD, "     > ");
    case "danger":
      return lines(block.text, columns, { ...TALL, isInverted: true }, "     ");
    case "contains":
    case "strong":
      return lines(block.text, columns, block.kind === "strong" ? TALL : BOLD);
    case "fact":
    case "small":
      return lines(block.text, columns, PLAIN);
  }
}

/** Returns the lines of a paper that is `columns` characters wide. No line is wider. */
export function layOut(blocks: readonly Block[], columns: number): PaperLine[] {
  return blocks.flatMap((block) => linesOf(block, columns));
}
