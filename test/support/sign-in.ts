/** Returns the session's `Cookie` header. */
export async function signInAs(baseUrl: string, email: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/signin/demo`, {
    method: "POST",
    headers: { Origin: baseUrl },
    body: new URLSearchParams({ email, callbackUrl: "/" }),
    redirect: "manual",
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  if (!cookies.some((cookie) => cookie.includes(".session")))
    throw new Error(`${email} was not signed in: ${answer.status} ${answer.headers.get("location") ?? ""}`);
  return cookies.join("; ");
}
