import * as z from "zod";
import { currentBan } from "@/lib/auth/server/current-ban";
import { PAGE_USER } from "@/lib/http/page/statement";
import { countAgainst } from "@/lib/limits/limits";
import { eraseAccount } from "@/lib/privacy/server/erase-account";
import { idSchema } from "@/lib/text/id";
import { acceptForm, seeOther } from "../../_form/form";

const formSchema = z.object({ email: z.string().max(320), [PAGE_USER]: idSchema });

/** A ban does not take the right to be erased. What erasing refuses for others, it refuses here, too. */
export async function POST(request: Request): Promise<Response> {
  const form = await acceptForm(request, formSchema);
  if (form instanceof Response) return form;
  const ban = await currentBan();
  if (ban === null || ban.userId !== form[PAGE_USER]) return new Response("Not found", { status: 404 });
  if (!(await countAgainst("token", ban.userId)).ok) return seeOther("/appeal?problem=limited");
  const erased = await eraseAccount(ban.userId, form.email.trim());
  return seeOther(erased.ok ? "/" : "/appeal?problem=not_erased");
}
