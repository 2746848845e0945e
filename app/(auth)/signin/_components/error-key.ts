const KNOWN = ["Verification", "EmailSignin", "CredentialsSignin", "AccessDenied", "Limited"] as const;

/** Which of our sentences tells what next-auth's code in the address means; null when nothing went wrong. */
export function errorKey(code: unknown): (typeof KNOWN)[number] | "OAuth" | "Default" | null {
  if (code === undefined) return null;
  const known = KNOWN.find((each) => each === code);
  if (known !== undefined) return known;
  return typeof code === "string" && code.startsWith("OAuth") ? "OAuth" : "Default";
}
