import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { ChargesForm } from "@/components/stores/charges-form";
import { DeliverySettingsPart } from "@/components/stores/delivery/delivery-settings";
import { readStoreDelivery, requireStaff } from "@/lib/stores/server/queries";
import "@/components/stores/look-form.css";

type Props = PageProps<"/partner/[tenant]/settings/delivery">;

const pathOf = (slug: string) => `/partner/${slug}/settings/delivery`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "delivery");
  const t = await getTranslations("delivery.settings");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function DeliveryPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "delivery");
  const delivery = await readStoreDelivery(tenant.id);
  if (delivery === null) notFound();
  const t = await getTranslations("delivery.settings");
  const { zones, zones_version, ...settings } = delivery;
  const { id, city, currency, delivery_fee, minimum_order, delivery_minutes } = tenant;
  const { dish_vat_bp, pickup_vat_bp, fee_vat_bp, service_fee } = tenant;
  return (
    <div className="look-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <DeliverySettingsPart
        store={{ id, city, currency, delivery_fee, minimum_order, delivery_minutes }}
        settings={settings}
        zones={{ zones, zones_version }}
      />
      <ChargesForm
        storeId={id}
        currency={currency}
        charges={{ dish_vat_bp, pickup_vat_bp, fee_vat_bp, service_fee }}
      />
    </div>
  );
}
