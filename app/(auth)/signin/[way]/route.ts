import * as z from "zod";
import { afterSignIn } from "@/lib/auth/model/after-sign-in";
import { internalPath } from "@/lib/auth/model/internal-path";
import { isBanned } from "@/lib/auth/server/current-ban";
import { originOf } from "@/lib/auth/sign-in/origin";
import { signInWith, waySchema } from "@/lib/auth/sign-in/sign-in";
import { clientAddress } from "@/lib/http/client-address";
import { countAgainst } from "@/lib/limits/limits";
import { logSecurity } from "@/lib/server/security-log";
import { isStorable } from "@/lib/text/storable-text";
import { acceptForm, seeOther } from "../../_form/form";

const formSchema = z.object({
  email: z.string().max(320).optional(),
  callbackUrl: z.string().max(2_000).optional().catch(undefined),
});

export async function POST(
  request: Request,
  { params }: { params: Promise<{ way: string }> },
): Promise<Response> {
  const way = waySchema.safeParse((await params).way);
  if (!way.success) return new Response("Not found", { status: 404 });
  const form = await acceptForm(request, formSchema);
  if (form instanceof Response) return form;
  const asked = internalPath(form.callbackUrl, "/", originOf(request.headers));
  const isOut =
    way.data === "demo" && form.email !== undefined && isStorable(form.email) && (await isBanned(form.email));
  const callbackUrl = isOut ? "/appeal" : asked;
  const address = clientAddress(request);
  if (way.data === "email" && !(await countAgainst("sign_in_link", address)).ok) {
    logSecurity("sign_in_failed", { way: "email", reason: "Limited", address });
    return seeOther(`/signin?${new URLSearchParams({ error: "Limited", callbackUrl })}`);
  }
  // The e-mail link keeps the page the person came from: the link's own route leads on from there.
  const next = way.data === "email" ? callbackUrl : afterSignIn(callbackUrl);
  return seeOther(await signInWith(way.data, { email: form.email ?? "", callbackUrl: next }));
}
