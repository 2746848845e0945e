import { seeOther } from "@/app/(auth)/_form/form";
import { route } from "@/lib/http/rest";
import { readSubscriberToken } from "@/lib/status/server/subscriber-token";
import { confirmSubscriber } from "@/lib/status/server/subscribers";

/** The press on the page that the mailed link opens. The signed token says which address, so nobody needs to sign in. */
export const POST = route(async (request) => {
  const token = new URL(request.url).searchParams.get("token")?.slice(0, 200) ?? "";
  const id = readSubscriberToken("confirm", token);
  const isDone = id !== null && (await confirmSubscriber(id));
  return seeOther(`/status/confirm?${new URLSearchParams({ done: isDone ? "yes" : "no" })}`);
});
