import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { internalPath } from "@/lib/auth/model/internal-path";
import { signInLinkSchema } from "@/lib/auth/model/sign-in-link";
import { currentViewer } from "@/lib/auth/server/viewer";
import { browserOfLinks } from "@/lib/auth/sign-in/link-browser";
import { findLink, hashLinkToken } from "@/lib/auth/sign-in/links";
import { originOf } from "@/lib/auth/sign-in/origin";
import { EmailForm } from "../_components/email-form";

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations("auth.confirm"))("title"),
    robots: { index: false },
    // The URL holds the link's secret. "no-referrer" would also hide the form's origin.
    referrer: "same-origin",
  };
}

/** Where a sign-in link leads. Opening it changes nothing: mail scanners and previews do so, too. */
export default async function ConfirmPage({ searchParams }: PageProps<"/signin/confirm">) {
  const asked = signInLinkSchema.safeParse(await searchParams);
  const callbackUrl = internalPath(asked.data?.callbackUrl, "/", originOf(await headers()));
  const ended = `/signin?${new URLSearchParams({ error: "Verification", callbackUrl })}`;
  if (!asked.success) redirect(ended);
  const { email, token } = asked.data;
  const link = { identifier: email, token: hashLinkToken(token) };
  const [state, viewer, t] = await Promise.all([
    findLink(link, await browserOfLinks()),
    currentViewer(),
    getTranslations("auth.confirm"),
  ]);
  if (state === "ended") redirect(ended);
  const isOther = viewer !== null && viewer.email !== email;
  return (
    <div className="mx-auto grid max-w-sm gap-6">
      <h1 className="text-3xl">{state === "here" ? t("title") : t("elsewhere_title")}</h1>
      {state === "here" ? (
        <>
          <p>
            <span className="block">{t("lead")}</span>
            <strong className="break-all">{email}</strong>
          </p>
          {isOther && <Banner tone="warn">{t("replaces", { name: viewer.name })}</Banner>}
          <form method="post" action="/signin/link" className="grid">
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="callbackUrl" value={callbackUrl} />
            <Button type="submit" variant="go" size="lg" className="w-full">
              {t("press")}
            </Button>
          </form>
        </>
      ) : (
        <>
          <p>{t("elsewhere")}</p>
          <EmailForm callbackUrl={callbackUrl} email={email} />
        </>
      )}
      <p className="text-sm text-soft">{t("not_you")}</p>
    </div>
  );
}
