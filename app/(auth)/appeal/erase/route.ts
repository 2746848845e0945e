import * as z from "zod";
import { PAGE_USER } from "@/lib/http/page/statement";
import { eraseAccount } from "@/lib/privacy/server/erase-account";
import { idSchema } from "@/lib/text/id";
import { seeOther } from "../../_form/form";
import { acceptFromBanned } from "../_form/accept-from-banned";

const formSchema = z.object({ email: z.string().max(320), [PAGE_USER]: idSchema });

/** A ban does not take the right to be erased. Erasure is refused for the same reasons as for others. */
export async function POST(request: Request): Promise<Response> {
  const accepted = await acceptFromBanned(request, formSchema, "token");
  if (accepted instanceof Response) return accepted;
  const erased = await eraseAccount(accepted.ban.userId, accepted.form.email.trim());
  return seeOther(erased.ok ? "/" : "/appeal?problem=not_erased");
}
