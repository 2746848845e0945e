import * as z from "zod";
import { currentBan } from "@/lib/auth/server/current-ban";
import { PAGE_USER } from "@/lib/http/page/statement";
import { countAgainst } from "@/lib/limits/limits";
import { appealTextSchema } from "@/lib/platform/model/people";
import { appealAgainst } from "@/lib/platform/server/people/appeals";
import { idSchema } from "@/lib/text/id";
import { acceptForm, seeOther } from "../../_form/form";

const formSchema = z.object({ message: z.string().max(10_000), [PAGE_USER]: idSchema });

/** Takes the appeal of a banned person. A second one changes nothing. */
export async function POST(request: Request): Promise<Response> {
  const form = await acceptForm(request, formSchema);
  if (form instanceof Response) return form;
  const ban = await currentBan();
  if (ban === null || ban.userId !== form[PAGE_USER]) return new Response("Not found", { status: 404 });
  if (!(await countAgainst("write", ban.userId)).ok) return seeOther("/appeal?problem=limited");
  const message = appealTextSchema.safeParse(form.message);
  if (!message.success) return seeOther("/appeal?problem=empty");
  await appealAgainst(ban, message.data);
  return seeOther("/appeal");
}
