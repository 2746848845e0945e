import * as z from "zod";
import { acceptForm, seeOther } from "@/app/(auth)/_form/form";
import { clientAddress } from "@/lib/http/client-address";
import { route } from "@/lib/http/rest";
import { subscribe } from "@/lib/status/server/subscribers";

const formSchema = z.object({ email: z.string().max(320) });
const emailSchema = z.email().max(254);

const back = (mail: string) => seeOther(`/status?${new URLSearchParams({ mail })}#subscribe`);

export const POST = route(async (request) => {
  const form = await acceptForm(request, formSchema);
  if (form instanceof Response) return form;
  const email = emailSchema.safeParse(form.email.trim());
  if (!email.success) return back("invalid");
  return back(await subscribe(email.data, clientAddress(request)));
});
