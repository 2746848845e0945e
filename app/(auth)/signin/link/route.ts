import { afterSignIn } from "@/lib/auth/model/after-sign-in";
import { internalPath } from "@/lib/auth/model/internal-path";
import { signInLinkSchema } from "@/lib/auth/model/sign-in-link";
import { isBanned } from "@/lib/auth/server/current-ban";
import { browserOfLinks } from "@/lib/auth/sign-in/link-browser";
import { findLink, hashLinkToken } from "@/lib/auth/sign-in/links";
import { originOf } from "@/lib/auth/sign-in/origin";
import { signInByLink } from "@/lib/auth/sign-in/sign-in";
import { clientAddress } from "@/lib/http/client-address";
import { logSecurity } from "@/lib/server/security-log";
import { acceptForm, seeOther } from "../../_form/form";

/** Uses up a sign-in link, in the browser that requested it. */
export async function POST(request: Request): Promise<Response> {
  const form = await acceptForm(request, signInLinkSchema);
  if (form instanceof Response) return form;
  const { email, token } = form;
  const callbackUrl = internalPath(form.callbackUrl, "/", originOf(request.headers));
  const browser = await browserOfLinks();
  const state = await findLink({ identifier: email, token: hashLinkToken(token) }, browser);
  if (state !== "elsewhere") {
    const next = (await isBanned(email)) ? "/appeal" : afterSignIn(callbackUrl);
    return seeOther(await signInByLink({ email, token, callbackUrl: next }));
  }
  logSecurity("sign_in_failed", { way: "email", reason: "OtherBrowser", address: clientAddress(request) });
  return seeOther(`/signin/confirm?${new URLSearchParams({ email, token, callbackUrl })}`);
}
