import "server-only";
import { createTranslator } from "next-intl";
import { countAgainst } from "@/lib/limits/limits";
import { sendMail } from "@/lib/server/mail";
import auth from "@/messages/en/auth.json";
import { countOpenLinks, OPEN_LINKS_AT_MOST } from "./adapter";

const text = createTranslator({ locale: "en", messages: { auth }, namespace: "auth.mail" });

export async function sendSignInLink(recipient: string, link: string): Promise<void> {
  // next-auth writes the link's row at the same time, so this count may or may not include it.
  const counted = await countAgainst("sign_in_mail", recipient);
  if (!counted.ok || (await countOpenLinks(recipient)) >= OPEN_LINKS_AT_MOST)
    throw new Error("Too many links to one address");
  await sendMail({ recipient, subject: text("subject"), body: text("body"), link });
}
