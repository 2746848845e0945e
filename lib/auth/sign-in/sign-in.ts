import "server-only";
import { cookies, headers } from "next/headers";
import { NextRequest, NextResponse } from "next/server";
import * as z from "zod";
import { handleAuth } from "./handler";
import { originOf } from "./origin";

export const waySchema = z.enum(["email", "google", "demo"]);
export type Way = z.infer<typeof waySchema>;

const csrfSchema = z.object({ csrfToken: z.string().max(200) });

async function call(path: string[], form?: Record<string, string>): Promise<Response> {
  const sent = await headers();
  const response = await handleAuth(
    new NextRequest(`${originOf(sent)}/api/auth/${path.join("/")}`, {
      headers: form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" },
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
    }),
    path,
  );
  const jar = await cookies();
  // next-auth deletes a cookie by emptying it; the parsed cookie then has neither value nor age.
  for (const cookie of new NextResponse(null, { headers: response.headers }).cookies.getAll())
    if (cookie.value) jar.set(cookie);
    else jar.delete(cookie.name);
  return response;
}

async function submit(path: string[], form: Record<string, string>): Promise<string> {
  const { csrfToken } = csrfSchema.parse(await (await call(["csrf"])).json());
  const response = await call(path, { ...form, csrfToken });
  return response.headers.get("location") ?? "/signin?error=Callback";
}

/**
 * Returns the URL of the next page; load it in full, so that nothing of the previous person stays. Does not check where
 * the form came from: the caller must, in place of next-auth's CSRF token.
 */
export function signInWith(way: Way, form: { email?: string; callbackUrl: string }): Promise<string> {
  const path = way === "demo" ? ["callback", "demo"] : ["signin", way];
  return submit(path, { callbackUrl: form.callbackUrl, email: form.email ?? "" });
}

export function signOutTo(callbackUrl: string): Promise<string> {
  return submit(["signout"], { callbackUrl });
}
