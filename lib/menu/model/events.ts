import * as z from "zod/mini";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { instantSchema } from "@/lib/text/bounded";
import { idSchema } from "@/lib/text/id";

/** The version is the dish's, for its options, too. */
const change = {
  available: z.boolean(),
  available_until: z.nullable(instantSchema),
  price: z.int(),
  version: z.int().check(z.positive()),
  timestamp: instantSchema,
};

export const menuItemChanged = defineEvent({
  name: "menu_item_changed",
  durability: "durable",
  priority: "high",
  schema: z.object({ item_id: idSchema, ...change }),
});

export const menuOptionChanged = defineEvent({
  name: "menu_option_changed",
  durability: "durable",
  priority: "high",
  schema: z.object({ item_id: idSchema, option_id: idSchema, ...change }),
});

/** More changed than prices and availability, or very many of them: the menu has to be read again. */
export const menuChanged = defineEvent({
  name: "menu_changed",
  durability: "durable",
  priority: "normal",
  schema: z.object({ version: z.int().check(z.positive()), timestamp: instantSchema }),
});

export type MenuItemChange = z.infer<typeof menuItemChanged.schema>;
export type MenuOptionChange = z.infer<typeof menuOptionChanged.schema>;
