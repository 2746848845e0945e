import "server-only";
import * as z from "zod/mini";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { idSchema } from "@/lib/text/id";
import { setPhoto } from "./set-photo";

export const removeItemPhotoCommand = defineCommand({
  name: "remove_item_photo",
  scope: "menu:write",
  limit: "write",
  input: z.object({ tenant_id: idSchema, item_id: idSchema }),
  authorise: ({ viewer, input }) => refuseWithout("menu", viewer, input.tenant_id),
  run: ({ input: { tenant_id, item_id } }) => setPhoto(tenant_id, item_id, null),
});
