import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OrderRecord } from "@/components/history/order-record";
import { RefreshOnChange } from "@/components/history/refresh-on-change";
import { ButtonLink } from "@/components/ui/button-link";
import { requireStaff } from "@/lib/auth/server/viewer";
import { getOrder } from "@/lib/orders/server/queries";
import { streamPosition } from "@/lib/server/stream-position";
import "@/components/history/history.css";

type Props = PageProps<"/partner/[tenant]/history/[orderId]">;

/** One order of this store. Orders that its staff placed elsewhere are not found here. */
async function readOrder({ params }: Props) {
  const { tenant: slug, orderId } = await params;
  const { viewer, tenant } = await requireStaff(slug, `/partner/${slug}/history/${orderId}`);
  await streamPosition();
  const order = await getOrder(viewer, orderId);
  if (order === null || order.tenant_id !== tenant.id) notFound();
  return { order, slug };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { order } = await readOrder(props);
  const t = await getTranslations("partner.order");
  return { title: t("title", { code: order.order_code }) };
}

export default async function OrderRecordPage(props: Props) {
  const { order, slug } = await readOrder(props);
  const t = await getTranslations("partner.history");
  return (
    <div className="history">
      <ButtonLink href={`/partner/${slug}/history`} variant="ghost" size="sm" className="-ml-2.5">
        <ArrowLeft aria-hidden="true" />
        {t("back")}
      </ButtonLink>
      <OrderRecord order={order} />
      <RefreshOnChange orderId={order.id} version={order.version} />
    </div>
  );
}
