import "server-only";
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { LineBudget } from "@/lib/server/line-budget";
import { logger } from "@/lib/server/logger";
import { errorText } from "@/lib/text/error-text";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Bounds what a stranger can write into the log. */
const LOGGED_CHARACTERS = 200;

const REFUSALS = {
  method: { status: 405, text: "405" },
  address: { status: 400, text: "400" },
  host: { status: 400, text: "host" },
} as const;
type Refusal = keyof typeof REFUSALS;

const HOST = /^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
const isHost = (text: string) => HOST.test(text) && URL.canParse(`http://${text}`);

/** Only without `NEXTAUTH_URL` are links made from X-Forwarded-Host; elsewhere it may list the hosts of several proxies. */
function hasHost({ host, "x-forwarded-host": forwarded }: IncomingMessage["headers"]): boolean {
  if (host !== undefined && !isHost(host)) return false;
  return forwarded === undefined || env().NEXTAUTH_URL !== undefined || isHost(String(forwarded));
}

const LINES = "refused";
const LINES_A_MINUTE = 100;
const budget = new LineBudget(LINES_A_MINUTE, 60_000, (_, suppressed) =>
  logger.warn({ suppressed }, "More requests that no route can take were refused"),
);

/** Without the query, which may hold a secret. */
const pathOf = (url = "") => url.split("?", 1)[0] ?? "";

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Returns the refusal of a request that Next would answer with 500 before any route sees it; null for others. */
function refusalOf({
  method = "",
  url = "",
  headers,
}: Pick<IncomingMessage, "method" | "url" | "headers">): Refusal | null {
  if (!METHODS.includes(method)) return "method";
  if (!isDecodable(pathOf(url))) return "address";
  return hasHost(headers) ? null : "host";
}

const STYLE =
  "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:12vh auto;padding:0 1rem}h1{font-size:1.5rem}";
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** Has no scripts and works without the application. */
function pageOf(refusal: Refusal): string {
  const { text } = REFUSALS[refusal];
  const [title, body, home] = [
    errorText(`unroutable.${text}.title`),
    errorText(`unroutable.${text}.body`),
    errorText("unroutable.home"),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Platewire</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${body}</p>
<p><a href="/">${home}</a></p>
</main>
</body>
</html>
`;
}

/** Answers such a request and logs it. Returns false when the request is for the application. */
export function refuseUnroutable(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = refusalOf(request);
  if (refusal === null) return false;
  const { status, text } = REFUSALS[refusal];
  if (budget.take(LINES))
    logger.warn(
      { status, method: request.method, path: pathOf(request.url).slice(0, LOGGED_CHARACTERS) },
      "A request that no route can take was refused",
    );
  const isPage = request.headers.accept?.includes("text/html") === true;
  response.statusCode = status;
  if (refusal === "method") response.setHeader("Allow", METHODS.join(", "));
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader(
    "Content-Security-Policy",
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  response.setHeader("Content-Type", isPage ? "text/html; charset=utf-8" : "application/json");
  const errors = [errorText(`unroutable.${text}.body`)];
  response.end(isPage ? pageOf(refusal) : JSON.stringify({ success: false, errors }));
  return true;
}
