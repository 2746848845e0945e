import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { IdentityForm } from "@/components/joining/identity-form";
import { SetupList } from "@/components/joining/setup-list";
import { Card } from "@/components/ui/card";
import { hasRight } from "@/lib/auth/model/store-rights";
import { storeIdentitySchema } from "@/lib/joining/model/requests";
import { readChecklist } from "@/lib/joining/server/queries";
import { readLive } from "@/lib/server/read-live";
import { payoutChannel } from "@/lib/stores/model/payout/channel";
import { isInSetup } from "@/lib/stores/model/schema";
import { requireStaff } from "@/lib/stores/server/queries";
import "@/components/riders/riders.css";

type Props = PageProps<"/partner/[tenant]/setup">;

const pathOf = (slug: string) => `/partner/${slug}/setup`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "setup");
  const t = await getTranslations("joining.setup");
  return { title: `${t("title")} · ${tenant.name}` };
}

/** The checklist of a store in set-up: the page links to each place where something is missing, and holds the test order and the opening. */
export default async function SetupPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { viewer, tenant } = await requireStaff(slug, pathOf(slug), "setup");
  const { data: checklist, since } = await readLive(
    () => readChecklist(viewer, tenant.id),
    [payoutChannel.name(tenant.id)],
  );
  if (checklist === null) notFound();
  const t = await getTranslations("joining.setup");
  const { name, cuisine, description, address_line, city, phone, time_zone } = tenant;
  // A store from before may have a currency that nobody can choose now.
  const currency = storeIdentitySchema.shape.currency.safeParse(tenant.currency);
  return (
    <div className="fleet-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t(isInSetup(tenant) ? "lead" : "lead_open")}</p>
      <div className="fleet">
        <SetupList
          store={{ id: tenant.id, slug: tenant.slug }}
          checklist={checklist}
          since={since}
          rights={{
            look: hasRight(viewer, tenant.id, "look"),
            team: hasRight(viewer, tenant.id, "team"),
            payout: hasRight(viewer, tenant.id, "payout"),
            opening: hasRight(viewer, tenant.id, "opening"),
          }}
        />
        {currency.success && (
          <Card id="identity" className="grid gap-4">
            <h2 className="text-xl">{t("identity_title")}</h2>
            <IdentityForm
              storeId={tenant.id}
              isFixed={!isInSetup(tenant)}
              timeZones={Intl.supportedValuesOf("timeZone")}
              identity={{
                ...{ name, cuisine, description, address_line, city, phone, time_zone },
                currency: currency.data,
              }}
            />
          </Card>
        )}
      </div>
    </div>
  );
}
