import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { DevicesPanel } from "@/components/stores/devices/devices-panel";
import { listDevices } from "@/lib/stores/server/devices/list-devices";
import { requireStaff } from "@/lib/stores/server/queries";

type Props = PageProps<"/partner/[tenant]/settings/devices">;

const pathOf = (slug: string) => `/partner/${slug}/settings/devices`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug));
  const t = await getTranslations("partner.devices");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function DevicesPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { viewer, tenant } = await requireStaff(slug, pathOf(slug));
  const devices = await listDevices(viewer, tenant.id);
  if (devices === null) notFound();
  const t = await getTranslations("partner.devices");
  return (
    <div className="devices-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <DevicesPanel
        store={{ id: tenant.id, slug: tenant.slug, timeZone: tenant.time_zone }}
        devices={devices}
      />
    </div>
  );
}
