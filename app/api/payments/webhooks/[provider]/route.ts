import { bodyText } from "@/lib/http/body-text";
import { ok, refuse, route } from "@/lib/http/rest";
import { BadSignature } from "@/lib/payments/model/provider";
import { findProvider } from "@/lib/payments/server/provider";
import { receiveWebhook } from "@/lib/payments/server/receive-webhook";
import { errorText } from "@/lib/text/error-text";

/** Far above the largest event of a provider. */
const LIMIT_KB = 256;

/** The signature is the sender's only credential, and covers the raw text. */
export const POST = route(async (request, { params }: RouteContext<"/api/payments/webhooks/[provider]">) => {
  const provider = findProvider((await params).provider);
  if (provider === null) return refuse(404, [errorText("not_found")]);
  const body = await bodyText(request, LIMIT_KB * 1024);
  if (!body.ok)
    return body.fault === "too_large"
      ? refuse(413, [errorText("body_too_large", { limit: LIMIT_KB })])
      : refuse(400, [errorText("not_text")]);
  try {
    return ok({ outcome: await receiveWebhook(provider, body.text, request.headers) });
  } catch (error) {
    if (error instanceof BadSignature) return refuse(400, [errorText("payments.bad_signature")]);
    throw error;
  }
});
