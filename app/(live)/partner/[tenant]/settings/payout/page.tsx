import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { PayoutScreen } from "@/components/stores/payout/payout-screen";
import { readLive } from "@/lib/server/read-live";
import { payoutChannel } from "@/lib/stores/model/payout/channel";
import { readPayout } from "@/lib/stores/server/payout/queries";
import { requireStaff } from "@/lib/stores/server/queries";
import "@/components/riders/riders.css";

type Props = PageProps<"/partner/[tenant]/settings/payout">;

const pathOf = (slug: string) => `/partner/${slug}/settings/payout`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "payout");
  const t = await getTranslations("payout");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function PayoutPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { viewer, tenant } = await requireStaff(slug, pathOf(slug), "payout");
  const { data: payout, since } = await readLive(
    () => readPayout(viewer, tenant.id),
    [payoutChannel.name(tenant.id)],
  );
  if (payout === null) notFound();
  const t = await getTranslations("payout");
  return (
    <div className="fleet-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead", { store: tenant.name })}</p>
      <PayoutScreen
        store={{ id: tenant.id, slug: tenant.slug }}
        stated={payout.stated}
        mayChange={viewer.tenantRoles[tenant.id] === "owner"}
        since={since}
      />
    </div>
  );
}
