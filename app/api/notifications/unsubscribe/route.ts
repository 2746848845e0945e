import { bodyText, refuseBody } from "@/lib/http/body-text";
import { route } from "@/lib/http/rest";
import { readUnsubscribeToken } from "@/lib/notifications/server/mail/unsubscribe-token";
import { turnMailOff } from "@/lib/notifications/server/set-preferences";

const FORM_LIMIT = 4 * 1024;
/** RFC 8058 lets mail programs send either kind of form. */
const MULTIPART = /name="?List-Unsubscribe"?\s+One-Click\s/;

/** A person who opens the link of a mail program gets the page with the button. */
export const GET = route(async (request) => {
  const { search } = new URL(request.url);
  return new Response(null, {
    status: 303,
    headers: {
      Location: `/unsubscribe${search}`,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    },
  });
});

/**
 * Turns mail of one kind off in one press, without signing in (RFC 8058): the signed token says whose and which. Mail
 * programs send it from their own servers; our page sends it, too, and goes on to `/unsubscribe?done`.
 */
export const POST = route(async (request) => {
  const which = readUnsubscribeToken(new URL(request.url).searchParams.get("token")?.slice(0, 200) ?? "");
  if (which === null) return new Response("This link isn't valid", { status: 404 });
  const read = await bodyText(request, FORM_LIMIT);
  if (!read.ok) return refuseBody(read.fault);
  const form = new URLSearchParams(read.text);
  if (form.get("List-Unsubscribe") !== "One-Click" && !MULTIPART.test(read.text))
    return new Response("Send List-Unsubscribe=One-Click", { status: 400 });
  await turnMailOff(which.userId, which.kind);
  if (form.get("page") !== "1") return new Response("Done", { headers: { "Cache-Control": "no-store" } });
  return new Response(null, {
    status: 303,
    headers: {
      Location: `/unsubscribe?${new URLSearchParams({ done: which.kind })}`,
      "Cache-Control": "no-store",
    },
  });
});
