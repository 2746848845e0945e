import type { NextRequest } from "next/server";
import { POST as signIn } from "@/app/(auth)/signin/[way]/route";
import { POST as takeLink } from "@/app/(auth)/signin/link/route";
import { GET as auth } from "@/app/api/auth/[...nextauth]/route";
import { listDemoMail } from "@/lib/demo/mailbox";
import type { AppBrowser } from "./app-browser";

/** The sign-in forms of a demo, sent by a browser of app-browser.ts. */

const within = (way: string) => (request: NextRequest) =>
  signIn(request, { params: Promise.resolve({ way }) });

/** Sends a request below `/api/auth`. */
export const callAuth = (
  browser: AppBrowser,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: URLSearchParams } = {},
) =>
  browser.send(
    (request) =>
      auth(request, { params: Promise.resolve({ nextauth: request.nextUrl.pathname.split("/").slice(3) }) }),
    `/api/auth/${path}`,
    init,
  );

export const signInAsDemoPerson = (browser: AppBrowser, email: string) =>
  browser.post(within("demo"), "/signin/demo", { email, callbackUrl: "/" });

export const requestLink = (browser: AppBrowser, email: string, callbackUrl = "/orders") =>
  browser.post(within("email"), "/signin/email", { email, callbackUrl });

export async function mailTo(email: string): Promise<URL[]> {
  const mail = await listDemoMail();
  return mail.flatMap(({ recipient, link }) => (recipient === email && link !== null ? [new URL(link)] : []));
}

/** Presses "Sign in" on the page that a link leads to. */
export const confirmLink = (browser: AppBrowser, link: URL, headers?: Record<string, string>) =>
  headers === undefined
    ? browser.post(takeLink, "/signin/link", Object.fromEntries(link.searchParams))
    : browser.send(takeLink, "/signin/link", {
        method: "POST",
        headers,
        body: new URLSearchParams(link.search),
      });
