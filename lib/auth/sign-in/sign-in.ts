import "server-only";
import { cookies, headers } from "next/headers";
import { NextRequest, NextResponse } from "next/server";
import * as z from "zod";
import { endedCookie } from "@/lib/auth/credentials/session-cookie";
import { FORWARDED_FOR } from "@/lib/http/client-address";
import { parseJson } from "@/lib/text/parse-json";
import { runAuth } from "./handler";
import { TOO_MANY_LINKS } from "./options";
import { originOf } from "./origin";

export const waySchema = z.enum(["email", "google", "demo"]);
export type Way = z.infer<typeof waySchema>;

const csrfSchema = z.object({ csrfToken: z.string().max(200) });

async function call(path: string[], form?: Record<string, string>, search = ""): Promise<Response> {
  const sent = await headers();
  const response = await runAuth(
    new NextRequest(`${originOf(sent)}/api/auth/${path.join("/")}${search}`, {
      headers: {
        [FORWARDED_FOR]: sent.get(FORWARDED_FOR) ?? "",
        ...(form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    }),
    path,
  );
  const jar = await cookies();
  // next-auth deletes a cookie by emptying it; the parsed cookie then has neither value nor age.
  for (const cookie of new NextResponse(null, { headers: response.headers }).cookies.getAll())
    jar.set(cookie.value ? cookie : endedCookie(cookie.name));
  return response;
}

async function submit(path: string[], form: Record<string, string>): Promise<string> {
  const csrf = parseJson(csrfSchema, await (await call(["csrf"])).text());
  if (csrf === null) return "/signin?error=Callback";
  const response = await call(path, { ...form, ...csrf });
  return response.headers.get("location") ?? "/signin?error=Callback";
}

/**
 * Returns the URL of the next page; load it in full, so that nothing of the previous person stays. Does not check where
 * the form came from: the caller must, in place of next-auth's CSRF token.
 */
export async function signInWith(way: Way, form: { email?: string; callbackUrl: string }): Promise<string> {
  const path = way === "demo" ? ["callback", "demo"] : ["signin", way];
  const next = await submit(path, { callbackUrl: form.callbackUrl, email: form.email ?? "" });
  return next === TOO_MANY_LINKS ? `${next}&${new URLSearchParams({ callbackUrl: form.callbackUrl })}` : next;
}

export interface SignInLink {
  email: string;
  token: string;
  callbackUrl: string;
}

/** Uses a link up. Check where the form came from first. */
export async function signInByLink(link: SignInLink): Promise<string> {
  const response = await call(["callback", "email"], undefined, `?${new URLSearchParams({ ...link })}`);
  return response.headers.get("location") ?? "/signin?error=Callback";
}

export function signOutTo(callbackUrl: string): Promise<string> {
  return submit(["signout"], { callbackUrl });
}
