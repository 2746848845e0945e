import "server-only";
import * as z from "zod";
import { type Mail, sendMail } from "./mail";

/** What became of one attempt to send a mail. */
export type MailOutcome =
  | { readonly kind: "sent" }
  /** It was not sent, and may be tried again. */
  | { readonly kind: "retry"; readonly reason: string }
  /** The server will never accept it. */
  | { readonly kind: "rejected"; readonly reason: string }
  /** It may have been sent: docs/decisions/0110. */
  | { readonly kind: "unsure"; readonly reason: string };

/** Fields of nodemailer's errors. */
const faultSchema = z.object({
  code: z.string().max(40).catch("UNKNOWN"),
  responseCode: z.number().optional().catch(undefined),
  syscall: z.string().max(40).optional().catch(undefined),
  message: z.string().max(500).catch(""),
});

/** The server has not begun to listen, so it cannot have accepted anything. */
const BEFORE_THE_MAIL = /^(Connection timeout|Greeting never received)$/;
const NEVER_CONNECTED = ["EDNS", "ENOSERVER", "EAUTH", "ETLS"];

function outcomeOf(error: unknown): MailOutcome {
  const fault = faultSchema.safeParse(error);
  if (!fault.success) return { kind: "unsure", reason: "The mail server's answer is unknown" };
  const { code, responseCode, syscall, message } = fault.data;
  const reason = `The mail server refused it: ${code}${responseCode === undefined ? "" : ` ${responseCode}`}`;
  // A wrong password is the operator's fault, and mended by the operator: try again until then.
  if (code === "EAUTH") return { kind: "retry", reason };
  if (responseCode !== undefined && responseCode >= 500) return { kind: "rejected", reason };
  if (responseCode !== undefined || code === "EREJECTED") return { kind: "retry", reason };
  if (syscall === "connect" || NEVER_CONNECTED.includes(code) || BEFORE_THE_MAIL.test(message))
    return { kind: "retry", reason: `The mail server could not be reached: ${code}` };
  return { kind: "unsure", reason: `The connection to the mail server was lost: ${code}` };
}

/** Sends a mail once, and says whether it may be tried again. Never rejects. */
export async function tryMail(mail: Mail): Promise<MailOutcome> {
  try {
    await sendMail(mail);
    return { kind: "sent" };
  } catch (error) {
    return outcomeOf(error);
  }
}
