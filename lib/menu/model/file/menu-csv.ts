import * as z from "zod/mini";
import { allergenOf } from "@/lib/menu/model/allergens";
import { allergenWordSchema, descriptionSchema, MENU_LIMITS, nameSchema } from "@/lib/menu/model/edit/input";
import { priceText, readPrice } from "@/lib/menu/model/edit/price-text";
import { type Glyph, glyphSchema } from "@/lib/menu/model/glyphs";
import { USUAL_POINTS } from "@/lib/menu/model/points";
import { rateText, readRate } from "@/lib/money/model/rates";
import { idSchema } from "@/lib/text/id";
import { faultsOfFile } from "./check-file";
import { type CsvRow, formatCsv, parseCsv } from "./csv";
import {
  FAULTS_SHOWN,
  type FileCategory,
  type FileFault,
  type FileGroup,
  type FileItem,
  type FileMenu,
  type FileProblem,
  fault,
  type ReadFile,
} from "./menu-file";

/**
 * One row for each category, dish, group of options and option. A dish belongs to the category above it, a group to the
 * dish above it, an option to the group above it.
 */

const COLUMNS = [
  "kind",
  "name",
  "price",
  "description",
  "contains",
  "may_contain",
  "free_of",
  "drawing",
  "points",
  "vat",
  "choose_at_least",
  "choose_at_most",
  "id",
] as const;
type Column = (typeof COLUMNS)[number];
type Cells = { readonly [Each in Column]: string };

const NEEDED: readonly Column[] = ["kind", "name"];
const ROWS_AT_MOST = 20_000;
const SEPARATOR = "; ";

const EMPTY: Cells = {
  kind: "",
  name: "",
  price: "",
  description: "",
  contains: "",
  may_contain: "",
  free_of: "",
  drawing: "",
  points: "",
  vat: "",
  choose_at_least: "",
  choose_at_most: "",
  id: "",
};

export function formatMenuCsv({ categories }: FileMenu, currency: string): string {
  const rows: Cells[] = [];
  const add = (cells: Partial<Cells>) => rows.push({ ...EMPTY, ...cells });
  for (const category of categories) {
    add({ kind: "category", name: category.name, id: category.id ?? "" });
    for (const item of category.items) {
      add({
        kind: "dish",
        name: item.name,
        price: priceText(item.price, currency),
        description: item.description,
        contains: item.allergens.join(SEPARATOR),
        may_contain: item.may_contain.join(SEPARATOR),
        free_of: item.free_of.join(SEPARATOR),
        drawing: item.glyph ?? "",
        points: String(item.points ?? USUAL_POINTS),
        vat: typeof item.vat_bp === "number" ? rateText(item.vat_bp) : "",
        id: item.id ?? "",
      });
      for (const group of item.groups) {
        add({
          kind: "group",
          name: group.name,
          choose_at_least: String(group.minimum),
          choose_at_most: String(group.maximum),
          id: group.id ?? "",
        });
        for (const option of group.options)
          add({
            kind: "option",
            name: option.name,
            price: priceText(option.price, currency),
            id: option.id ?? "",
          });
      }
    }
  }
  return formatCsv([COLUMNS, ...rows.map((cells) => COLUMNS.map((column) => cells[column]))]);
}

const isColumn = (name: string): name is Column => COLUMNS.some((column) => column === name);

const wordsOf = (text: string) =>
  text
    .split(/[;,|]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");

/** Reads the rows of a file into a tree, and collects the faults of each row. */
class Reader {
  readonly menu: FileMenu = { categories: [] };
  readonly faults: FileFault[] = [];
  readonly #places = new Map<object, string>();
  readonly #currency: string;
  readonly #has: ReadonlySet<Column>;
  #category: FileCategory | undefined;
  #item: FileItem | undefined;
  #group: FileGroup | undefined;

  /** `columns` are those of the file: what a file does not know stays as it is. */
  constructor(currency: string, columns: readonly (Column | null)[]) {
    this.#currency = currency;
    this.#has = new Set(columns.filter((column) => column !== null));
  }

  readonly place = (part: object) => this.#places.get(part) ?? "1";

  add(row: number, cells: Cells): void {
    const report = (problem: FileProblem, value: string) => this.faults.push(fault(row, problem, value));
    const keep = <Part extends object>(part: Part): Part => {
      this.#places.set(part, String(row));
      return part;
    };
    const { data: id = null } = z.safeParse(idSchema, cells.id.trim());
    const name = z.safeParse(nameSchema, cells.name);
    if (!name.success) report("name", cells.name);
    const named = { id, name: name.data ?? "" };
    switch (cells.kind.trim().toLowerCase()) {
      case "category":
        this.#category = keep({ ...named, items: [] });
        this.menu.categories.push(this.#category);
        this.#item = undefined;
        this.#group = undefined;
        return;
      case "dish": {
        if (this.#category === undefined) return void report("without_category", cells.name);
        const price = this.#price(cells.price, 0);
        if (price === null) report("price", cells.price);
        const fourteen = (text: string) =>
          wordsOf(text).flatMap((word) => {
            const known = allergenOf(word);
            if (known === null) report("allergen", word);
            return known ?? [];
          });
        const description = z.safeParse(descriptionSchema, cells.description);
        if (!description.success) report("description", cells.description);
        this.#item = keep({
          ...named,
          description: description.data ?? "",
          price: price ?? 0,
          allergens: wordsOf(cells.contains).flatMap((word) => {
            const known = allergenOf(word) ?? z.safeParse(allergenWordSchema, word).data;
            if (known === undefined) report("allergen", word);
            return known ?? [];
          }),
          may_contain: fourteen(cells.may_contain),
          free_of: fourteen(cells.free_of),
          ...(this.#has.has("drawing") && { glyph: this.#glyph(cells.drawing, report) }),
          ...(this.#has.has("points") && { points: this.#points(cells.points, report) }),
          ...(this.#has.has("vat") && { vat_bp: this.#rate(cells.vat, report) }),
          groups: [],
        });
        this.#category.items.push(this.#item);
        this.#group = undefined;
        return;
      }
      case "group": {
        if (this.#item === undefined) return void report("without_dish", cells.name);
        const [minimum, maximum] = [
          this.#count(cells.choose_at_least, 0),
          this.#count(cells.choose_at_most, 1),
        ];
        if (minimum === null) report("number", cells.choose_at_least);
        if (maximum === null) report("number", cells.choose_at_most);
        this.#group = keep({ ...named, minimum: minimum ?? 0, maximum: maximum ?? 1, options: [] });
        this.#item.groups.push(this.#group);
        return;
      }
      case "option": {
        if (this.#group === undefined) return void report("without_group", cells.name);
        const price = cells.price.trim() === "" ? 0 : this.#price(cells.price, -MENU_LIMITS.price);
        if (price === null) report("price", cells.price);
        this.#group.options.push(keep({ ...named, price: price ?? 0 }));
        return;
      }
      default:
        report("kind_unknown", cells.kind);
    }
  }

  #price(text: string, lowest: number): number | null {
    const price = readPrice(text, this.#currency);
    return price === null || price < lowest || price > MENU_LIMITS.price ? null : price;
  }

  /** Null for an empty cell: a drawing by the name. */
  #glyph(text: string, report: (problem: FileProblem, value: string) => void): Glyph | null {
    const word = text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_");
    if (word === "") return null;
    const known = z.safeParse(glyphSchema, word);
    if (!known.success) report("glyph", text);
    return known.data ?? null;
  }

  #points(text: string, report: (problem: FileProblem, value: string) => void): number {
    const points = this.#count(text, USUAL_POINTS, MENU_LIMITS.points);
    if (points === null) report("points", text);
    return points ?? USUAL_POINTS;
  }

  /** Null for an empty cell: the store's rate. */
  #rate(text: string, report: (problem: FileProblem, value: string) => void): number | null {
    if (text.trim() === "") return null;
    const rate = readRate(text);
    if (rate === null) report("vat", text);
    return rate;
  }

  #count(text: string, otherwise: number, highest: number = MENU_LIMITS.options): number | null {
    const given = text.trim();
    if (given === "") return otherwise;
    return /^\d{1,2}$/.test(given) && Number(given) <= highest ? Number(given) : null;
  }
}

function readHeader({ row, cells }: CsvRow): { columns: (Column | null)[]; faults: FileFault[] } {
  const names = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_"),
  );
  const columns = names.map((name) => (isColumn(name) ? name : null));
  return {
    columns,
    faults: [
      ...names.flatMap((name, index) =>
        name !== "" && columns[index] === null ? [fault(row, "column_unknown", name)] : [],
      ),
      ...NEEDED.filter((name) => !columns.includes(name)).map((name) => fault(row, "column_missing", name)),
      ...columns.flatMap((name, index) =>
        name !== null && columns.indexOf(name) !== index ? [fault(row, "duplicate", name)] : [],
      ),
    ],
  };
}

export function parseMenuCsv(text: string, currency: string): ReadFile {
  const refuse = (faults: FileFault[]): ReadFile => ({ ok: false, faults: faults.slice(0, FAULTS_SHOWN) });
  const rows = parseCsv(text, ROWS_AT_MOST);
  if (rows === null) return refuse([fault(1, "quote_open")]);
  const [header, ...rest] = rows;
  if (header === undefined) return refuse([fault(1, "empty")]);
  if (rows.length > ROWS_AT_MOST) return refuse([fault(ROWS_AT_MOST, "too_many_rows")]);
  const { columns, faults } = readHeader(header);
  if (faults.length > 0) return refuse(faults);
  const reader = new Reader(currency, columns);
  for (const { row, cells } of rest) {
    const named = columns.flatMap((column, index) =>
      column === null ? [] : [[column, cells[index] ?? ""] as const],
    );
    reader.add(row, { ...EMPTY, ...Object.fromEntries(named) });
  }
  const all = [...reader.faults, ...faultsOfFile(reader.menu, reader.place)];
  return all.length === 0
    ? { ok: true, menu: reader.menu }
    : refuse(all.sort((a, b) => Number(a.place) - Number(b.place)));
}
