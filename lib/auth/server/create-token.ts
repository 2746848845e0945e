import "server-only";
import * as z from "zod/mini";
import { createTokenUpTo, logTokenCreated } from "@/lib/auth/credentials/tokens";
import { scopeSchema } from "@/lib/auth/model/scopes";
import { type CreatedToken, DEFAULT_TOKEN_DAYS, TOKEN_NAME_LENGTH } from "@/lib/auth/model/tokens";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, success } from "@/lib/commands/result";
import { errorText } from "@/lib/text/error-text";
import { requiredText } from "@/lib/text/given-text";

const TOKENS_AT_MOST = 20;

/** The secret is not stored, so a repeated request gets a failure instead of the same answer, and creates no other token. */
export const createTokenCommand = defineCommand({
  name: "create_token",
  scope: null,
  limit: "token",
  input: z.object({
    name: requiredText(TOKEN_NAME_LENGTH),
    scopes: z.array(scopeSchema).check(z.minLength(1), z.maxLength(10)),
    expires_in_days: z._default(z.int().check(z.gte(1), z.lte(DEFAULT_TOKEN_DAYS)), DEFAULT_TOKEN_DAYS),
  }),
  // Everyone creates tokens for themselves only.
  authorise: () => null,
  run: async ({ viewer: { userId }, input, idempotencyKey: key }) => {
    const { expires_in_days: days, ...request } = input;
    const claim = key === undefined ? undefined : { userId, key, request: { create_token: input } };
    const created = await createTokenUpTo(TOKENS_AT_MOST, userId, { ...request, days }, claim);
    if (created === null) return failure("conflict", errorText("too_many_tokens", { limit: TOKENS_AT_MOST }));
    if (created === "repeated") return failure("conflict", errorText("token_created_before"));
    if (created === "reused") return failure("key_reused", errorText("key_reused"));
    const { token: secret, ...token } = created;
    logTokenCreated(userId, token);
    return success<CreatedToken>({ token, secret });
  },
});
