import "server-only";
import * as z from "zod/mini";
import { revokeToken } from "@/lib/auth/credentials/tokens";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { success } from "@/lib/commands/result";
import { idSchema } from "@/lib/text/id";

export const revokeTokenCommand = defineCommand({
  name: "revoke_token",
  scope: null,
  limit: "token",
  input: z.object({ token_id: idSchema }),
  authorise: authorisedByRun,
  run: async ({ viewer, input }) => {
    await revokeToken(viewer.userId, input.token_id);
    return success(null);
  },
});
