import * as z from "zod/mini";
import {
  descriptionSchema,
  groupInput,
  itemInput,
  MENU_LIMITS,
  nameSchema,
  optionInput,
} from "@/lib/menu/model/edit/input";
import { shortTextSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";
import { readJsonText } from "@/lib/text/read-json";
import { faultsOfFile } from "./check-file";
import { FAULTS_SHOWN, type FileFault, type FileMenu, fault, type ReadFile } from "./menu-file";

const FORMAT = "platewire-menu";

/** Other programs leave ids out. */
const id = z._default(z.nullable(idSchema), null);
const option = z.extend(optionInput, { id });
const group = z.extend(groupInput, { id, options: z.array(option).check(z.maxLength(MENU_LIMITS.options)) });
const item = z.extend(itemInput, {
  id,
  description: z._default(descriptionSchema, ""),
  allergens: z._default(itemInput.shape.allergens, []),
  may_contain: z._default(itemInput.shape.may_contain, []),
  free_of: z._default(itemInput.shape.free_of, []),
  groups: z._default(z.array(group).check(z.maxLength(MENU_LIMITS.groups)), []),
});
const category = z.object({
  id,
  name: nameSchema,
  items: z.array(item).check(z.maxLength(MENU_LIMITS.items)),
});
const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** Prices are in its minor units. */
  currency: shortTextSchema,
  categories: z.array(category).check(z.maxLength(MENU_LIMITS.categories)),
});

export function formatMenuJson({ categories }: FileMenu, currency: string): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, currency, categories }, null, 2)}\n`;
}

function placesIn({ categories }: FileMenu): (part: object) => string {
  const places = new Map<object, string>();
  categories.forEach((one, c) => {
    places.set(one, `categories.${c}`);
    one.items.forEach((dish, i) => {
      places.set(dish, `categories.${c}.items.${i}`);
      dish.groups.forEach((choice, g) => {
        places.set(choice, `categories.${c}.items.${i}.groups.${g}`);
        choice.options.forEach((each, o) => {
          places.set(each, `categories.${c}.items.${i}.groups.${g}.options.${o}`);
        });
      });
    });
  });
  return (part) => places.get(part) ?? "";
}

export function parseMenuJson(text: string, currency: string): ReadFile {
  const refuse = (faults: FileFault[]): ReadFile => ({ ok: false, faults: faults.slice(0, FAULTS_SHOWN) });
  const value = readJsonText(text.startsWith("\ufeff") ? text.slice(1) : text);
  if (value === undefined) return refuse([fault("", "not_json")]);
  const parsed = z.safeParse(fileSchema, value);
  if (!parsed.success)
    return refuse(
      parsed.error.issues.map(({ path, message }) => fault(path.map(String).join("."), "shape", message)),
    );
  const { currency: of, categories } = parsed.data;
  if (of !== currency) return refuse([fault("currency", "currency", of)]);
  const faults = faultsOfFile({ categories }, placesIn({ categories }));
  return faults.length === 0 ? { ok: true, menu: { categories } } : refuse(faults);
}
