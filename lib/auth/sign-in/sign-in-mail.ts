import "server-only";
import { createTranslator } from "next-intl";
import { countAgainst } from "@/lib/limits/limits";
import { sendMail } from "@/lib/server/mail";
import auth from "@/messages/en/auth.json";
import { countOpenLinks, OPEN_LINKS_AT_MOST } from "./adapter";

const text = createTranslator({ locale: "en", messages: { auth }, namespace: "auth.mail" });

export async function sendSignInLink(recipient: string, link: string): Promise<void> {
  // The link's row is already written, so concurrent requests count each other.
  const counted = await countAgainst("sign_in_mail", recipient);
  if (!counted.ok || (await countOpenLinks(recipient)) >= OPEN_LINKS_AT_MOST)
    throw new Error("Too many links to one address");
  await sendMail({ recipient, subject: text("subject"), body: text("body"), link });
}
