import "server-only";
import * as z from "zod/mini";
import { createTokenUpTo } from "@/lib/auth/credentials/tokens";
import { scopeSchema } from "@/lib/auth/model/scopes";
import type { CreatedToken } from "@/lib/auth/model/tokens";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { errorText } from "@/lib/text/error-text";
import { storable } from "@/lib/text/storable-text";

const TOKENS_AT_MOST = 20;

/** The secret is not stored, so a repeated request creates another token. */
export const createTokenCommand = defineCommand({
  name: "create_token",
  scope: null,
  limit: "token",
  input: z.object({
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80), storable),
    scopes: z.array(scopeSchema).check(z.minLength(1), z.maxLength(10)),
  }),
  // Everyone creates tokens for themselves only.
  authorise: () => null,
  run: async ({ viewer, input }) => {
    const created = await createTokenUpTo(TOKENS_AT_MOST, viewer.userId, input);
    if (created === null) return failure("conflict", errorText("too_many_tokens", { limit: TOKENS_AT_MOST }));
    const { token: secret, ...token } = created;
    return success<CreatedToken>({ token, secret });
  },
});
