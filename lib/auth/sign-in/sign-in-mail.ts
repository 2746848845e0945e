import "server-only";
import { createTranslator } from "next-intl";
import { sendMail } from "@/lib/server/mail";
import auth from "@/messages/en/auth.json";

const text = createTranslator({ locale: "en", messages: { auth }, namespace: "auth.mail" });

/** `callback` is next-auth's URL, which would sign in at once. The mail leads to our page, which asks first. */
export async function sendSignInLink(recipient: string, callback: string): Promise<void> {
  const { search } = new URL(callback);
  const link = new URL(`/signin/confirm${search}`, callback).href;
  await sendMail({ recipient, subject: text("subject"), body: text("body"), link });
}
