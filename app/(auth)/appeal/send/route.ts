import * as z from "zod";
import { PAGE_USER } from "@/lib/http/page/statement";
import { appealTextSchema } from "@/lib/platform/model/people";
import { appealAgainst } from "@/lib/platform/server/people/appeals";
import { idSchema } from "@/lib/text/id";
import { seeOther } from "../../_form/form";
import { acceptFromBanned } from "../_form/accept-from-banned";

const formSchema = z.object({ message: z.string().max(10_000), [PAGE_USER]: idSchema });

/** Takes the appeal of a banned person. A second one changes nothing. */
export async function POST(request: Request): Promise<Response> {
  const accepted = await acceptFromBanned(request, formSchema, "write");
  if (accepted instanceof Response) return accepted;
  const message = appealTextSchema.safeParse(accepted.form.message);
  if (!message.success) return seeOther("/appeal?problem=empty");
  await appealAgainst(accepted.ban, message.data);
  return seeOther("/appeal");
}
