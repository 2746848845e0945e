import "server-only";
import * as z from "zod";
import { storeDemoMail } from "@/lib/demo/mailbox";
import { env, isDemo } from "@/lib/env";
import { pseudonym } from "./pseudonym";
import { logSecurity } from "./security-log";

export interface Mail {
  recipient: string;
  subject: string;
  body: string;
  link: string | null;
  /** The text part. Default: the body and the link. */
  text?: string;
  html?: string;
  headers?: Readonly<Record<string, string>>;
}

export function canSendMail(): boolean {
  return isDemo() || env().EMAIL_SERVER !== undefined;
}

class MailError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Fields of nodemailer's errors. Their messages quote the server's answer, and with it the recipient. */
const reasonSchema = z.object({
  code: z.string().max(40).catch("UNKNOWN"),
  responseCode: z.number().nullable().catch(null),
});

function logFailure(recipient: string, error: unknown): void {
  const { code, responseCode } = reasonSchema.catch({ code: "UNKNOWN", responseCode: null }).parse(error);
  logSecurity("mail_failed", {
    mailbox: pseudonym(recipient),
    domain: recipient.slice(recipient.lastIndexOf("@") + 1),
    reason: code,
    response: responseCode,
  });
}

/** Throws when the mail is not accepted, and logs the reason. A demo stores it for its mailbox page instead. */
export async function sendMail(mail: Mail): Promise<void> {
  try {
    await (isDemo() ? storeInDemo(mail) : sendBySmtp(mail));
  } catch (error) {
    logFailure(mail.recipient, error);
    throw error;
  }
}

const storeInDemo = ({ recipient, subject, body, link }: Mail) =>
  storeDemoMail({ recipient, subject, body, link });

/** The body and the link, with an empty line between them. */
const textOf = ({ body, link }: Mail) => (link === null ? body : `${body}\n\n${link}\n`);

/** A server that does not answer for so long has lost its turn (ms). */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

async function sendBySmtp(mail: Mail): Promise<void> {
  const { EMAIL_SERVER, EMAIL_FROM } = env();
  if (EMAIL_SERVER === undefined || EMAIL_FROM === undefined)
    throw new MailError("ENOSERVER", "No mail server is configured");
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({ url: EMAIL_SERVER, ...PATIENCE });
  try {
    const { rejected } = await transport.sendMail({
      from: EMAIL_FROM,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.text ?? textOf(mail),
      ...(mail.html !== undefined && { html: mail.html }),
      ...(mail.headers !== undefined && { headers: { ...mail.headers } }),
    });
    if (rejected.length > 0) throw new MailError("EREJECTED", "The mail server did not accept the recipient");
  } finally {
    transport.close();
  }
}
