const KNOWN = [
  "Verification",
  "EmailSignin",
  "CredentialsSignin",
  "AccessDenied",
  "Limited",
  "MailLimited",
] as const;

/** Maps next-auth's error code in the URL to a message key; null without an error. */
export function errorKey(code: unknown): (typeof KNOWN)[number] | "OAuth" | "Default" | null {
  if (code === undefined) return null;
  const known = KNOWN.find((each) => each === code);
  if (known !== undefined) return known;
  return typeof code === "string" && code.startsWith("OAuth") ? "OAuth" : "Default";
}
