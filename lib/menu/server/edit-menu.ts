import "server-only";
import * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure } from "@/lib/commands/result";
import { applyEdit } from "@/lib/menu/model/edit/edit";
import { menuEditSchema } from "@/lib/menu/model/edit/input";
import { applyPrices, priceListSchema } from "@/lib/menu/model/edit/prices";
import { numbered } from "@/lib/menu/model/edit/versions";
import type { EditedMenu } from "@/lib/menu/model/schema";
import { idSchema } from "@/lib/text/id";
import { stateText } from "@/lib/text/state-text";
import { changeMenu } from "./change-menu";

/** New things have ids from the caller, so that a repeated request makes nothing twice. */
export const editMenuCommand = defineCommand({
  name: "edit_menu",
  scope: "menu:write",
  limit: "write",
  input: z.object({ tenant_id: idSchema, edit: menuEditSchema }),
  authorise: ({ viewer, input }) => refuseWithout("menu", viewer, input.tenant_id),
  run: ({ input: { tenant_id, edit } }) =>
    changeMenu<EditedMenu>(tenant_id, {
      decide: (menu) => applyEdit(menu, edit),
      answer: ({ version }) => ({ version }),
    }),
});

/** Sets the prices that were previewed, if the menu is still the one of the preview. */
export const changeMenuPricesCommand = defineCommand({
  name: "change_menu_prices",
  scope: "menu:write",
  limit: "write",
  input: z.object({
    tenant_id: idSchema,
    menu_version: z.int().check(z.positive()),
    prices: priceListSchema,
  }),
  authorise: ({ viewer, input }) => refuseWithout("menu", viewer, input.tenant_id),
  run: ({ input: { tenant_id, menu_version, prices } }) =>
    changeMenu<EditedMenu>(tenant_id, {
      decide: (menu) => {
        const edited = applyPrices(menu, prices);
        const isOvertaken =
          edited.ok && menu.version !== menu_version && numbered(menu, edited.menu) !== menu;
        return isOvertaken ? failure<never>("conflict", stateText("someone_first.menu")) : edited;
      },
      answer: ({ version }) => ({ version }),
    }),
});
