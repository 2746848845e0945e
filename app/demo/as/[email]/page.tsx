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

/** Signs this browser in as a person of the demo: `/demo/as/lena@demo.test?to=/sushi-bar`. */
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
  const viewer = await currentViewer();
  if (viewer?.userId === person.id) redirect(callbackUrl);
  return (
    <SignInNow
      email={person.email}
      callbackUrl={callbackUrl}
      // Anyone can lead a browser here, and must not end another person's session and board with it.
      isAutomatic={viewer === null}
      title={
        viewer === null
          ? t("title", { name: person.name })
          : t("switch", { name: person.name, now: viewer.name })
      }
      press={t("press", { name: person.name })}
    />
  );
}
