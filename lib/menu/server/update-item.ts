import "server-only";
import * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure } from "@/lib/commands/result";
import { changeItem, findItem } from "@/lib/menu/model/edit/edit";
import { type ItemChanges, itemChangesSchema } from "@/lib/menu/model/edit/input";
import { numbered } from "@/lib/menu/model/edit/versions";
import type { MenuItem } from "@/lib/menu/model/schema";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { stateText } from "@/lib/text/state-text";
import { changeMenu, knownItem } from "./change-menu";

/** Staff mark dishes as sold out; all else about a dish is for those who edit the menu. */
const rightFor = ({ available: _, available_until: __, ...others }: ItemChanges) =>
  Object.values(others).every((value) => value === undefined) ? "availability" : "menu";

/** Fails with `conflict` and the present dish when it has another version and the change is not made already. */
export const updateMenuItemCommand = defineCommand({
  name: "update_menu_item",
  scope: "menu:write",
  limit: "write",
  input: z.object({
    tenant_id: idSchema,
    item_id: idSchema,
    changes: itemChangesSchema,
    expected_version: z.optional(z.int().check(z.positive())),
  }),
  authorise: ({ viewer, input }) => refuseWithout(rightFor(input.changes), viewer, input.tenant_id),
  run: ({ input: { tenant_id, item_id, changes, expected_version } }) =>
    changeMenu<MenuItem, MenuItem>(tenant_id, {
      decide: (menu, now) => {
        const until = changes.available_until;
        if (typeof until === "string" && Date.parse(until) <= now.getTime())
          return failure("invalid", errorText("menu.until_past"), {
            fieldErrors: { until: errorText("menu.until_past") },
          });
        const edited = changeItem(menu, item_id, {
          ...changes,
          // The same instant is written in one way.
          ...(typeof until === "string" && { available_until: new Date(until).toISOString() }),
        });
        const current = findItem(menu, item_id);
        const isOvertaken =
          edited.ok && expected_version !== undefined && current?.version !== expected_version;
        if (isOvertaken && numbered(menu, edited.menu) !== menu)
          return failure("conflict", stateText("someone_first.dish"), { current: knownItem(current) });
        return edited;
      },
      answer: (menu) => knownItem(findItem(menu, item_id)),
    }),
});
