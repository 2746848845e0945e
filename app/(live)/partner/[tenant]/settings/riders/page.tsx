import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { FleetScreen } from "@/components/riders/fleet-screen";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { readFleet } from "@/lib/riders/server/queries";
import { readLive } from "@/lib/server/read-live";
import { requireStaff } from "@/lib/stores/server/queries";
import "@/components/riders/riders.css";

type Props = PageProps<"/partner/[tenant]/settings/riders">;

const pathOf = (slug: string) => `/partner/${slug}/settings/riders`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "riders");
  const t = await getTranslations("riders.fleet");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function RidersPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { viewer, tenant } = await requireStaff(slug, pathOf(slug), "riders");
  const { data: fleet, since } = await readLive(
    () => readFleet(viewer, tenant.id),
    [fleetChannel.name(tenant.id)],
  );
  if (fleet === null) notFound();
  const t = await getTranslations("riders.fleet");
  return (
    <div className="fleet-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead_store", { store: tenant.name })}</p>
      <FleetScreen tenantId={tenant.id} fleet={fleet} since={since} />
    </div>
  );
}
