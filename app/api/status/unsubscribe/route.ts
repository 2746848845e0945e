import { seeOther } from "@/app/(auth)/_form/form";
import { bodyText, refuseBody } from "@/lib/http/body-text";
import { route } from "@/lib/http/rest";
import { readSubscriberToken } from "@/lib/status/server/subscriber-token";
import { removeSubscriber } from "@/lib/status/server/subscribers";

const FORM_LIMIT = 4 * 1024;

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token")?.slice(0, 200) ?? "";

/** A person who opens the link of a mail program gets the page with the button. */
export const GET = route(async (request) =>
  seeOther(`/status/unsubscribe?${new URLSearchParams({ token: tokenOf(request) })}`),
);

/** One press, without signing in (RFC 8058). Mail programs send it from their own servers, our page goes on to its result. */
export const POST = route(async (request) => {
  const id = readSubscriberToken("stop", tokenOf(request));
  if (id === null) return new Response("This link isn't valid", { status: 404 });
  const read = await bodyText(request, FORM_LIMIT);
  if (!read.ok) return refuseBody(read.fault);
  await removeSubscriber(id);
  if (new URLSearchParams(read.text).get("page") !== "1")
    return new Response("Done", { headers: { "Cache-Control": "no-store" } });
  return seeOther("/status/unsubscribe?done=yes");
});
