import "server-only";
import { createTranslator } from "next-intl";
import { sendMail } from "@/lib/mail";
import auth from "@/messages/en/auth.json";
import { countOpenLinks } from "./adapter";

/** Nobody needs more within the hour that a link lives, and nobody should be sent more by a stranger. */
const OPEN_LINKS_AT_MOST = 5;

const text = createTranslator({ locale: "en", messages: { auth }, namespace: "auth.mail" });

export async function sendSignInLink(recipient: string, link: string): Promise<void> {
  if ((await countOpenLinks(recipient)) >= OPEN_LINKS_AT_MOST)
    throw new Error("Too many links to one address");
  await sendMail({ recipient, subject: text("subject"), body: text("body"), link });
}
