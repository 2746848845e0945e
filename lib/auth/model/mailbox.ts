const GMAIL = ["gmail.com", "googlemail.com"];

/**
 * Returns one text for all spellings of an address that reach one mailbox: `lena+a@b.test` is `lena@b.test`. Gmail ignores
 * dots, too. Only for counting; mail goes to the address as given.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1).toLowerCase();
  const local = address
    .slice(0, at)
    .toLowerCase()
    .replace(/(?<=.)\+.*$/, "");
  return GMAIL.includes(domain) ? `${local.replaceAll(".", "")}@gmail.com` : `${local}@${domain}`;
}
