import type { Allergens } from "@/lib/menu/model/allergens";
import { groupsOf } from "@/lib/menu/model/edit/groups";
import { type GroupInput, type ItemInput, MENU_LIMITS } from "@/lib/menu/model/edit/input";
import { priceText, readPrice } from "@/lib/menu/model/edit/price-text";
import type { Glyph } from "@/lib/menu/model/glyphs";
import { USUAL_POINTS } from "@/lib/menu/model/points";
import type { MenuItem } from "@/lib/menu/model/schema";
import { rateText, readRate } from "@/lib/money/model/rates";

/** A dish as it is typed: prices are texts until they are read. */

export interface OptionDraft {
  id: string;
  name: string;
  price: string;
}
export interface GroupDraft {
  id: string;
  name: string;
  minimum: number;
  maximum: number;
  options: OptionDraft[];
}
export interface DishDraft extends Allergens {
  name: string;
  description: string;
  price: string;
  /** Null: a drawing by the name. */
  glyph: Glyph | null;
  points: number;
  /** Its own rate in per cent; empty: the store's. */
  vat: string;
  groups: GroupDraft[];
}

export const EMPTY_DISH: DishDraft = {
  name: "",
  description: "",
  price: "",
  allergens: [],
  may_contain: [],
  free_of: [],
  glyph: null,
  points: USUAL_POINTS,
  vat: "",
  groups: [],
};

export function draftOf(item: MenuItem, currency: string): DishDraft {
  const { name, description, price, allergens, may_contain, free_of, glyph, points, vat_bp } = item;
  return {
    name,
    description,
    price: priceText(price, currency),
    allergens,
    may_contain,
    free_of,
    glyph,
    points,
    vat: vat_bp === null ? "" : rateText(vat_bp),
    groups: groupsOf(item).map((group) => ({
      ...group,
      options: group.options.map((option) => ({ ...option, price: priceText(option.price, currency) })),
    })),
  };
}

export type DraftFault = "name" | "description" | "price" | "vat" | "group" | "option" | "choice";

const isName = (text: string) => text.trim() !== "" && text.trim().length <= MENU_LIMITS.name;

function readGroup({ options, ...group }: GroupDraft, currency: string): GroupInput | DraftFault {
  if (!isName(group.name) || options.length === 0) return "group";
  const read = options.map(({ price, ...option }) => ({
    ...option,
    price: price.trim() === "" ? 0 : readPrice(price, currency),
  }));
  const priced = read.flatMap(({ price, ...option }) => (price === null ? [] : [{ ...option, price }]));
  if (priced.length < options.length || !priced.every(({ name }) => isName(name))) return "option";
  if (group.minimum > group.maximum || group.minimum > options.length) return "choice";
  return { ...group, options: priced };
}

/** Returns the faults by field; those of groups have the group's id. */
export function readDraft(
  draft: DishDraft,
  currency: string,
): { ok: true; item: ItemInput } | { ok: false; faults: Record<string, DraftFault> } {
  const faults: Record<string, DraftFault> = {};
  const price = readPrice(draft.price, currency);
  if (!isName(draft.name)) faults.name = "name";
  if (draft.description.trim().length > MENU_LIMITS.description) faults.description = "description";
  if (price === null || price < 0 || price > MENU_LIMITS.price) faults.price = "price";
  const vat_bp = draft.vat.trim() === "" ? null : readRate(draft.vat);
  if (vat_bp === null && draft.vat.trim() !== "") faults.vat = "vat";
  const groups = draft.groups.flatMap((group) => {
    const read = readGroup(group, currency);
    if (typeof read !== "string") return [read];
    faults[group.id] = read;
    return [];
  });
  if (price === null || Object.keys(faults).length > 0) return { ok: false, faults };
  const { vat: _, ...typed } = draft;
  return { ok: true, item: { ...typed, price, vat_bp, groups } };
}
