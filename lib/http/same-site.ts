/** Returns true for cross-site browser requests. A program that sends neither header carries no cookie by accident. */
export function isFromAnotherSite({ headers }: { headers: Pick<Headers, "get"> }): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return true;
  const origin = headers.get("origin");
  if (origin === null) return false;
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Returns true for browser requests that none of our own pages sent, such as a typed address or another site's. */
export function isFromElsewhere(request: Request): boolean {
  return (
    (request.headers.get("sec-fetch-site") ?? "same-origin") !== "same-origin" || isFromAnotherSite(request)
  );
}
