import "server-only";
import type * as z from "zod";
import { currentBan } from "@/lib/auth/server/current-ban";
import { PAGE_USER } from "@/lib/http/page/statement";
import { countAgainst, type LimitKind } from "@/lib/limits/limits";
import { acceptForm, seeOther } from "../../_form/form";

type Ban = NonNullable<Awaited<ReturnType<typeof currentBan>>>;

/**
 * Reads a form that the page of a banned person sent, and counts it against the limit; or returns the refusal, also when somebody
 * else has signed in since the page was made.
 */
export async function acceptFromBanned<Form extends { [PAGE_USER]: string }>(
  request: Request,
  schema: z.ZodType<Form>,
  limit: LimitKind,
): Promise<{ ban: Ban; form: Form } | Response> {
  const form = await acceptForm(request, schema);
  if (form instanceof Response) return form;
  const ban = await currentBan();
  if (ban === null || ban.userId !== form[PAGE_USER]) return new Response("Not found", { status: 404 });
  if (!(await countAgainst(limit, ban.userId)).ok) return seeOther("/appeal?problem=limited");
  return { ban, form };
}
