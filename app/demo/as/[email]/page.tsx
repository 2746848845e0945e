import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { internalPath } from "@/lib/auth/model/internal-path";
import { currentViewer } from "@/lib/auth/server/viewer";
import { originOf } from "@/lib/auth/sign-in/origin";
import { findDemoPerson } from "@/lib/demo/people";
import { SignInNow } from "./sign-in-now";

export const metadata: Metadata = { robots: { index: false } };

/** Signs this tab in as a person of the demo: `/demo/as/lena@demo.test?to=/sushi-bar`. */
export default async function DemoAsPage({ params, searchParams }: PageProps<"/demo/as/[email]">) {
  const [{ email }, { to }, sent, t] = await Promise.all([
    params,
    searchParams,
    headers(),
    getTranslations("demo.as"),
  ]);
  const person = await findDemoPerson(decodeURIComponent(email));
  if (person === null) notFound();
  const callbackUrl = internalPath(to, "/", originOf(sent));
  if ((await currentViewer())?.userId === person.id) redirect(callbackUrl);
  return (
    <SignInNow
      email={person.email}
      callbackUrl={callbackUrl}
      title={t("title", { name: person.name })}
      press={t("press", { name: person.name })}
    />
  );
}
