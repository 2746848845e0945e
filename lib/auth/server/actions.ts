"use server";
import * as z from "zod";
import { type ApiToken, createTokenUpTo, listTokens, revokeToken } from "@/lib/auth/credentials/tokens";
import { type Scope, scopeSchema } from "@/lib/auth/model/scopes";
import { invalid } from "@/lib/commands/invalid";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { errorText } from "@/lib/text/error-text";
import { storable } from "@/lib/text/storable-text";
import { currentViewer } from "./viewer";

const TOKENS_AT_MOST = 20;

const createSchema = z.object({
  name: z.string().trim().min(1).max(80).check(storable),
  scopes: z.array(scopeSchema).min(1),
});

function signedOut(): Failure<never> {
  return failure<never>("unauthenticated", errorText("not_authorized"));
}

export interface CreatedToken {
  /** As it stands in the list from now on. */
  token: ApiToken;
  /** The token itself: this is the only time that anybody sees it. */
  secret: string;
}

export async function createTokenAction(request: {
  name: string;
  scopes: Scope[];
}): Promise<Result<CreatedToken>> {
  const viewer = await currentViewer();
  if (viewer === null) return signedOut();
  const parsed = createSchema.safeParse(request);
  if (!parsed.success) return invalid(parsed.error);
  const created = await createTokenUpTo(TOKENS_AT_MOST, viewer.userId, parsed.data);
  if (created === null) return failure("conflict", errorText("too_many_tokens", { limit: TOKENS_AT_MOST }));
  const token = (await listTokens(viewer.userId)).find((each) => each.id === created.id);
  if (token === undefined) throw new Error("The token was not written");
  return success({ token, secret: created.token });
}

export async function revokeTokenAction(tokenId: string): Promise<Result<null>> {
  const viewer = await currentViewer();
  if (viewer === null) return signedOut();
  const parsed = z.uuid().safeParse(tokenId);
  if (!parsed.success) return invalid(parsed.error);
  // Revoked already, in another tab perhaps: what was asked for is so.
  await revokeToken(viewer.userId, parsed.data);
  return success(null);
}
