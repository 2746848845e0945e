import "server-only";
import { storeDemoMail } from "@/lib/demo/mailbox";
import { env, isDemo } from "@/lib/env";

export interface Mail {
  recipient: string;
  subject: string;
  body: string;
  link: string | null;
}

export function canSendMail(): boolean {
  return isDemo() || env().EMAIL_SERVER !== undefined;
}

/** Throws when the mail is not accepted. A demo stores it for its mailbox page instead. */
export async function sendMail(mail: Mail): Promise<void> {
  if (isDemo()) return storeDemoMail(mail);
  const { EMAIL_SERVER, EMAIL_FROM } = env();
  if (EMAIL_SERVER === undefined || EMAIL_FROM === undefined) throw new Error("No mail server is configured");
  const { createTransport } = await import("nodemailer");
  const transport = createTransport(EMAIL_SERVER);
  try {
    const { rejected } = await transport.sendMail({
      from: EMAIL_FROM,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.link === null ? mail.body : `${mail.body}\n\n${mail.link}\n`,
    });
    if (rejected.length > 0) throw new Error("The mail server did not accept the recipient");
  } finally {
    transport.close();
  }
}
