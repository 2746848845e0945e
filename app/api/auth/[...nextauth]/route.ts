import type { NextRequest } from "next/server";
import { handleAuth } from "@/lib/auth/sign-in/handler";
import { clientAddress } from "@/lib/http/client-address";
import { logRefusal } from "@/lib/http/log-refusal";
import { fail, refuse } from "@/lib/http/rest";
import { isFromAnotherSite } from "@/lib/http/same-site";
import { refuseOver } from "@/lib/limits/limits";
import { errorText } from "@/lib/text/error-text";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function handle(request: NextRequest, { params }: Context): Promise<Response> {
  const path = (await params).nextauth;
  // Our own form is limited elsewhere; direct calls of this route send mail too.
  const isAskingForLink = request.method === "POST" && path[0] === "signin" && path[1] === "email";
  // Counted by address, so another site's page must not spend what the people behind it need.
  if (isAskingForLink && isFromAnotherSite(request))
    return logRefusal(request, refuse(403, [errorText("cross_site")]));
  const refused = isAskingForLink ? await refuseOver("sign_in_link", clientAddress(request)) : null;
  return refused === null ? handleAuth(request, path) : logRefusal(request, fail(refused));
}

export { handle as GET, handle as POST };
