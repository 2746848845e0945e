import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { CreateStoreForm } from "@/components/joining/create-store-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { requireViewer } from "@/lib/auth/server/viewer";
import { isInSetup } from "@/lib/stores/model/schema";
import { listOwnTenants } from "@/lib/stores/server/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("joining"))("title") };
}

/** The owner of a restaurant begins here: the form makes a store in set-up, whose checklist leads through the rest. */
export default async function JoinPage() {
  const viewer = await requireViewer("/join");
  const t = await getTranslations("joining");
  const setups = (await listOwnTenants({ isAdmin: false, tenantIds: viewer.tenantIds })).filter(isInSetup);
  return (
    <>
      <ContentUser />
      <div className="mx-auto grid w-full max-w-xl gap-6">
        <header>
          <h1 className="text-3xl">{t("title")}</h1>
          <p className="mt-1 text-soft">{t("lead")}</p>
        </header>
        {setups.length > 0 && (
          <Card className="grid gap-3">
            <h2 className="text-xl">{t("continue")}</h2>
            <ul className="grid gap-2">
              {setups.map(({ id, slug, name }) => (
                <li key={id}>
                  <ButtonLink href={`/partner/${slug}/setup`} prefetch={false}>
                    {name}
                  </ButtonLink>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card>
          <CreateStoreForm timeZones={Intl.supportedValuesOf("timeZone")} />
        </Card>
        <p className="text-soft">{t("payments_later")}</p>
      </div>
    </>
  );
}
