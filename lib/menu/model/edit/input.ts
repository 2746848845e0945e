import * as z from "zod/mini";
import { ALLERGENS } from "@/lib/menu/model/allergens";
import { glyphSchema } from "@/lib/menu/model/glyphs";
import { vatRateSchema } from "@/lib/money/model/schema";
import { instantSchema } from "@/lib/text/bounded";
import { givenText, requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

/** Bounds of a menu that people edit. Prices are in minor units. */
export const MENU_LIMITS = {
  categories: 100,
  /** In the whole menu. */
  items: 1_000,
  /** In the whole menu: each order and each edit reads all of it. */
  optionsInMenu: 5_000,
  groups: 20,
  options: 50,
  name: 120,
  description: 1_000,
  price: 10_000_000,
  points: 20,
} as const;

export const nameSchema = requiredText(MENU_LIMITS.name);
export const priceSchema = z.int().check(z.minimum(0), z.maximum(MENU_LIMITS.price));
/** Added to the dish's price; a smaller portion may cost less. */
const optionPriceSchema = z.int().check(z.minimum(-MENU_LIMITS.price), z.maximum(MENU_LIMITS.price));
export const pointsSchema = z.int().check(z.minimum(0), z.maximum(MENU_LIMITS.points));

export const descriptionSchema = givenText(MENU_LIMITS.description);

/** A word beside the fourteen. Files separate the words of a list by these signs. */
export const allergenWordSchema = requiredText(40).check(z.regex(/^[^;,|]*$/));
const containsSchema = z.array(allergenWordSchema).check(z.maxLength(30));
const statedSchema = z.array(z.enum(ALLERGENS)).check(z.maxLength(ALLERGENS.length));

export const optionInput = z.object({ id: idSchema, name: nameSchema, price: optionPriceSchema });
export const groupInput = z.object({
  id: idSchema,
  name: nameSchema,
  minimum: z.int().check(z.minimum(0), z.maximum(MENU_LIMITS.options)),
  maximum: z.int().check(z.minimum(1), z.maximum(MENU_LIMITS.options)),
  options: z.array(optionInput).check(z.minLength(1), z.maxLength(MENU_LIMITS.options)),
});
export type GroupInput = z.infer<typeof groupInput>;

const itemFields = {
  name: nameSchema,
  description: descriptionSchema,
  price: priceSchema,
  allergens: containsSchema,
  may_contain: statedSchema,
  free_of: statedSchema,
  groups: z.array(groupInput).check(z.maxLength(MENU_LIMITS.groups)),
  /** The points that one dish takes of the kitchen's capacity. Left out: as before, or 1. */
  points: z.optional(pointsSchema),
  /** Rates of its own for VAT; null: the store's. Left out: as before. */
  vat_bp: z.optional(z.nullable(vatRateSchema)),
  pickup_vat_bp: z.optional(z.nullable(vatRateSchema)),
  /** Null: a drawing by the name. Left out: as before. */
  glyph: z.optional(z.nullable(glyphSchema)),
};

export const itemInput = z.object(itemFields);
export type ItemInput = z.infer<typeof itemInput>;

/** Fields that are left out stay as they are. `available_until` goes with `available: false`. */
export const itemChangesSchema = z.partial(
  z.object({ ...itemFields, available: z.boolean(), available_until: z.nullable(instantSchema) }),
);
export type ItemChanges = z.infer<typeof itemChangesSchema>;

/** Moves to before another thing of its kind; null: to the end. */
const before = z.nullable(idSchema);
export const menuEditSchema = z.discriminatedUnion("name", [
  z.object({ name: z.literal("create_category"), id: idSchema, title: nameSchema }),
  z.object({ name: z.literal("rename_category"), id: idSchema, title: nameSchema }),
  z.object({ name: z.literal("delete_category"), id: idSchema }),
  z.object({ name: z.literal("move_category"), id: idSchema, before }),
  z.object({ name: z.literal("create_item"), id: idSchema, category_id: idSchema, item: itemInput }),
  z.object({ name: z.literal("delete_item"), id: idSchema }),
  z.object({ name: z.literal("move_item"), id: idSchema, category_id: idSchema, before }),
]);
export type MenuEdit = z.infer<typeof menuEditSchema>;
