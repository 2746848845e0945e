import "server-only";
import * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { changeItem, changeOption, findItem, type NextAvailability } from "@/lib/menu/model/edit/edit";
import { type OffFor, offForSchema, offUntil } from "@/lib/menu/model/off-until";
import type { Menu } from "@/lib/menu/model/schema";
import { idSchema } from "@/lib/text/id";
import { changeMenu, knownItem } from "./change-menu";

/** Null turns it on. The time is counted from when the server carries it out, in the store's time zone. */
const offSchema = z.nullable(offForSchema);

function nextOf(off: OffFor | null, menu: Menu, now: Date): NextAvailability {
  if (off === null) return { available: true, available_until: null };
  return { available: false, available_until: offUntil(off, now.getTime(), menu.tenant.time_zone) };
}

export const setItemAvailabilityCommand = defineCommand({
  name: "set_item_availability",
  scope: "menu:write",
  limit: "write",
  input: z.object({ tenant_id: idSchema, item_id: idSchema, off: offSchema }),
  authorise: ({ viewer, input }) => refuseWithout("availability", viewer, input.tenant_id),
  run: ({ input: { tenant_id, item_id, off } }) =>
    changeMenu(tenant_id, {
      decide: (menu, now) => changeItem(menu, item_id, nextOf(off, menu, now)),
      answer: (menu) => knownItem(findItem(menu, item_id)),
    }),
});

export const setOptionAvailabilityCommand = defineCommand({
  name: "set_option_availability",
  scope: "menu:write",
  limit: "write",
  input: z.object({ tenant_id: idSchema, option_id: idSchema, off: offSchema }),
  authorise: ({ viewer, input }) => refuseWithout("availability", viewer, input.tenant_id),
  run: ({ input: { tenant_id, option_id, off } }) =>
    changeMenu(tenant_id, {
      decide: (menu, now) => changeOption(menu, option_id, nextOf(off, menu, now)),
      answer: (menu) =>
        knownItem(
          menu.categories
            .flatMap(({ items }) => items)
            .find(({ options }) => options.some(({ id }) => id === option_id)),
        ),
    }),
});
