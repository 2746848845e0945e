import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cn } from "@/components/ui/cn";
import { Banner } from "@/components/ui/feedback/banner";
import { internalPath } from "@/lib/auth/model/internal-path";
import { currentBan } from "@/lib/auth/server/current-ban";
import { currentViewer } from "@/lib/auth/server/viewer";
import { originOf } from "@/lib/auth/sign-in/origin";
import { configuredProviders } from "@/lib/auth/sign-in/providers";
import { listDemoPeople } from "@/lib/demo/people";
import { AlreadySignedIn } from "./_components/already-signed-in";
import { DemoPeople } from "./_components/demo-people";
import { EmailForm } from "./_components/email-form";
import { errorKey } from "./_components/error-key";
import { GoogleForm } from "./_components/google-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/signin">) {
  const asked = await searchParams;
  if ((await currentBan()) !== null) redirect("/appeal");
  const t = await getTranslations("auth");
  const callbackUrl = internalPath(asked.callbackUrl, "/", originOf(await headers()));
  const error = errorKey(asked.error);
  const ways = configuredProviders();
  const [viewer, people] = await Promise.all([currentViewer(), listDemoPeople()]);

  return (
    <div
      className={cn("mx-auto grid gap-x-14 gap-y-10", ways.demo ? "lg:grid-cols-[22rem_1fr]" : "max-w-sm")}
    >
      <div className="grid content-start gap-6">
        <header>
          <h1 className="text-3xl">{t("title")}</h1>
          <p className="mt-1 text-soft">{t("lead")}</p>
        </header>
        {error !== null && (
          <Banner tone="danger" title={t("error.title")}>
            {t(`error.${error}`)}
          </Banner>
        )}
        {viewer !== null && <AlreadySignedIn name={viewer.name} callbackUrl={callbackUrl} />}
        {ways.email && <EmailForm callbackUrl={callbackUrl} />}
        {ways.google && <GoogleForm callbackUrl={callbackUrl} />}
        {!(ways.email || ways.google || ways.demo) && <Banner tone="warn">{t("none_configured")}</Banner>}
      </div>
      {people.length > 0 && <DemoPeople people={people} callbackUrl={callbackUrl} />}
    </div>
  );
}
