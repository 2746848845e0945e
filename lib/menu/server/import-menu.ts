import "server-only";
import * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure } from "@/lib/commands/result";
import { numbered } from "@/lib/menu/model/edit/versions";
import { menuContentSchema, replaceContent } from "@/lib/menu/model/file/resolve";
import type { EditedMenu } from "@/lib/menu/model/schema";
import { idSchema } from "@/lib/text/id";
import { stateText } from "@/lib/text/state-text";
import { changeMenu } from "./change-menu";

/** Replaces the menu by the content that was previewed, if the menu is still the one of the preview. */
export const importMenuCommand = defineCommand({
  name: "import_menu",
  scope: "menu:write",
  limit: "write",
  bodyLimitKb: 1_024,
  input: z.object({
    tenant_id: idSchema,
    menu_version: z.int().check(z.positive()),
    categories: menuContentSchema,
  }),
  authorise: ({ viewer, input }) => refuseWithout("menu", viewer, input.tenant_id),
  run: ({ input: { tenant_id, menu_version, categories } }) =>
    changeMenu<EditedMenu>(tenant_id, {
      decide: (menu) => {
        const edited = replaceContent(menu, categories);
        const isOvertaken =
          edited.ok && menu.version !== menu_version && numbered(menu, edited.menu) !== menu;
        return isOvertaken ? failure<never>("conflict", stateText("someone_first.menu")) : edited;
      },
      answer: ({ version }) => ({ version }),
    }),
});
