import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { MailLinkPage } from "@/components/status/mail-link-page";
import { readSubscriberToken } from "@/lib/status/server/subscriber-token";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("health.stop"))("title"),
    robots: { index: false },
    // The URL holds the signature. "no-referrer" would also hide the form's origin.
    referrer: "same-origin",
  };
}

const askedSchema = z.object({
  token: z.string().max(200).optional().catch(undefined),
  done: z.enum(["yes", "no"]).optional().catch(undefined),
});

export default async function UnsubscribePage({ searchParams }: PageProps<"/status/unsubscribe">) {
  const { token = "", done } = askedSchema.parse(await searchParams);
  if (done !== undefined)
    return <MailLinkPage purpose="stop" outcome={done === "yes" ? "done" : "invalid"} token="" />;
  const isValid = readSubscriberToken("stop", token) !== null;
  return <MailLinkPage purpose="stop" outcome={isValid ? "ask" : "invalid"} token={token} />;
}
