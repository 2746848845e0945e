import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { CapacityForm } from "@/components/stores/hours/capacity-form";
import { HoursForm } from "@/components/stores/hours/hours-form";
import { requireStaff } from "@/lib/stores/server/queries";
import "@/components/stores/look-form.css";

type Props = PageProps<"/partner/[tenant]/settings/hours">;

const pathOf = (slug: string) => `/partner/${slug}/settings/hours`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "hours");
  const t = await getTranslations("partner.hours");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function HoursPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "hours");
  const t = await getTranslations("partner.hours");
  const { slot_orders, slot_points, auto_busy } = tenant;
  return (
    <div className="look-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead", { zone: tenant.time_zone })}</p>
      <HoursForm storeId={tenant.id} hours={tenant.hours} />
      <CapacityForm storeId={tenant.id} capacity={{ slot_orders, slot_points, auto_busy }} />
    </div>
  );
}
