import * as z from "zod";
import { currentBan } from "@/lib/auth/server/current-ban";
import { PAGE_USER } from "@/lib/http/page/statement";
import { countAgainst } from "@/lib/limits/limits";
import { requestExport } from "@/lib/privacy/server/request-export";
import { idSchema } from "@/lib/text/id";
import { acceptForm, seeOther } from "../../_form/form";

const formSchema = z.object({ [PAGE_USER]: idSchema });

/** A ban does not take the right to a copy of one's data. */
export async function POST(request: Request): Promise<Response> {
  const form = await acceptForm(request, formSchema);
  if (form instanceof Response) return form;
  const ban = await currentBan();
  if (ban === null || ban.userId !== form[PAGE_USER]) return new Response("Not found", { status: 404 });
  if (!(await countAgainst("token", ban.userId)).ok) return seeOther("/appeal?problem=limited");
  const asked = await requestExport(ban.userId);
  return seeOther(asked.ok ? "/appeal" : "/appeal?problem=export_recent");
}
