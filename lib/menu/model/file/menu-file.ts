import type { Allergen } from "@/lib/menu/model/allergens";
import { groupsOf } from "@/lib/menu/model/edit/groups";
import type { Glyph } from "@/lib/menu/model/glyphs";
import type { Menu } from "@/lib/menu/model/schema";

/** A menu as a file holds it: without availability, which is of the day. Null stands for a thing without an id. */

interface Named {
  id: string | null;
  name: string;
}
export interface FileOption extends Named {
  /** Minor units. */
  price: number;
}
export interface FileGroup extends Named {
  minimum: number;
  maximum: number;
  options: FileOption[];
}
export interface FileItem extends Named {
  description: string;
  price: number;
  allergens: string[];
  may_contain: Allergen[];
  free_of: Allergen[];
  /** Left out by files that know no drawings. */
  glyph?: Glyph | null | undefined;
  /** Left out by files that know no points. */
  points?: number | undefined;
  /** Null: the store's rate. Left out by files that know no VAT. */
  vat_bp?: number | null | undefined;
  groups: FileGroup[];
}
export interface FileCategory extends Named {
  items: FileItem[];
}
export interface FileMenu {
  categories: FileCategory[];
}

/** Names the place of a fault: a row of a CSV file, or a path in a JSON file. */
export interface FileFault {
  place: string;
  problem: FileProblem;
  /** What stands there, shortened. */
  value: string;
}

export type FileProblem =
  | "not_text"
  | "not_json"
  | "too_large"
  | "too_many_rows"
  | "empty"
  | "quote_open"
  | "column_missing"
  | "column_unknown"
  | "kind_unknown"
  | "without_category"
  | "without_dish"
  | "without_group"
  | "group_without_options"
  | "name"
  | "description"
  | "price"
  | "number"
  | "allergen"
  | "allergen_twice"
  | "glyph"
  | "points"
  | "vat"
  | "choice_impossible"
  | "price_below_zero"
  | "duplicate"
  | "id_twice"
  | "too_many_categories"
  | "too_many_items"
  | "too_many_groups"
  | "too_many_options"
  | "currency"
  | "shape";

export type ReadFile = { ok: true; menu: FileMenu } | { ok: false; faults: FileFault[] };

export const FAULTS_SHOWN = 100;

export function fault(place: string | number, problem: FileProblem, value = ""): FileFault {
  return { place: String(place), problem, value: value.slice(0, 80) };
}

export function toFile({ categories }: Menu): FileMenu {
  return {
    categories: categories.map(({ id, name, items }) => ({
      id,
      name,
      items: items.map((item) => ({
        id: item.id,
        name: item.name,
        description: item.description,
        price: item.price,
        allergens: [...item.allergens],
        may_contain: [...item.may_contain],
        free_of: [...item.free_of],
        glyph: item.glyph,
        points: item.points,
        vat_bp: item.vat_bp,
        groups: groupsOf(item),
      })),
    })),
  };
}
