import * as z from "zod";
import { PAGE_USER } from "@/lib/http/page/statement";
import { requestExport } from "@/lib/privacy/server/request-export";
import { idSchema } from "@/lib/text/id";
import { seeOther } from "../../_form/form";
import { acceptFromBanned } from "../_form/accept-from-banned";

const formSchema = z.object({ [PAGE_USER]: idSchema });

/** A ban does not take the right to a copy of one's data. */
export async function POST(request: Request): Promise<Response> {
  const accepted = await acceptFromBanned(request, formSchema, "token");
  if (accepted instanceof Response) return accepted;
  const asked = await requestExport(accepted.ban.userId);
  return seeOther(asked.ok ? "/appeal" : "/appeal?problem=export_recent");
}
