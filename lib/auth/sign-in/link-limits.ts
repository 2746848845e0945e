import "server-only";
import { mailboxOf } from "@/lib/auth/model/mailbox";
import { countAgainst } from "@/lib/limits/limits";
import { pseudonym } from "@/lib/server/pseudonym";

export interface Sender {
  /** The client's address. */
  address: string;
  /** Hash of the browser's cookie. */
  browser: string;
}

/**
 * Counts what a sender causes for one mailbox, by browser and by network. A count of the mailbox alone would let a stranger
 * use up its owner's links.
 */
export async function mayRequestLink({ address, browser }: Sender, recipient: string): Promise<boolean> {
  const mailbox = pseudonym(mailboxOf(recipient));
  const [ofBrowser, ofNetwork] = await Promise.all([
    countAgainst("sign_in_mail", `${browser.slice(0, 16)} ${mailbox}`),
    countAgainst("sign_in_mail_network", `${address} ${mailbox}`),
  ]);
  return ofBrowser.ok && ofNetwork.ok;
}
