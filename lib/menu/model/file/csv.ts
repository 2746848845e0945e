/** CSV by RFC 4180, as spreadsheets write it: with `,`, `;` or a tab, any line ends, and perhaps a byte order mark. */

export interface CsvRow {
  /** From 1, as spreadsheets count. */
  row: number;
  cells: string[];
}

const DELIMITERS = [",", ";", "\t"];

/** The delimiter that occurs most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const [line = ""] = text.replaceAll(/"[^"]*"/g, "").split(/[\r\n]/, 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  return DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/**
 * Cells that a spreadsheet would run as a formula begin with an apostrophe in the file. Plain numbers do not need it.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const isNumber = (cell: string) => /^-?\d+([.,]\d+)?$/.test(cell);
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

const guarded = (cell: string) => (FORMULA.test(cell) && !isNumber(cell) ? `'${cell}` : cell);
const unguarded = (cell: string) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

/** Null: a quote is never closed. Leaves out empty rows. Reads at most `rowsAtMost` rows and one more. */
export function parseCsv(given: string, rowsAtMost: number): CsvRow[] | null {
  const text = given.startsWith("\ufeff") ? given.slice(1) : given;
  const delimiter = delimiterOf(text);
  const rows: CsvRow[] = [];
  let [count, index] = [0, 0];
  while (index < text.length && rows.length <= rowsAtMost) {
    count += 1;
    const row: CsvRow = { row: count, cells: [] };
    for (let isOver = false; !isOver; ) {
      let cell = "";
      if (text[index] === '"') {
        let end = text.indexOf('"', index + 1);
        while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
        if (end === -1) return null;
        cell = text.slice(index + 1, end).replaceAll('""', '"');
        index = end + 1;
      }
      let end = index;
      while (end < text.length && text[end] !== delimiter && text[end] !== "\r" && text[end] !== "\n")
        end += 1;
      row.cells.push(unguarded(cell + text.slice(index, end)));
      index = end + 1;
      isOver = text[end] !== delimiter;
      if (isOver && text[end] === "\r" && text[end + 1] === "\n") index += 1;
    }
    if (row.cells.some((cell) => cell !== "")) rows.push(row);
  }
  return rows;
}

function quoted(cell: string): string {
  const safe = guarded(cell);
  return /[",;\t\r\n]|^\s|\s$|^\ufeff/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** With a byte order mark, by which spreadsheets recognise UTF-8. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("")}`;
}
