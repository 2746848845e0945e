import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { RecordChat } from "@/components/chat/record-chat";
import { OrderRecord } from "@/components/history/order-record";
import { PrintRecord } from "@/components/history/print-record";
import { RefreshOnChange } from "@/components/history/refresh-on-change";
import { RecordRefund } from "@/components/refunds/record-refund";
import { ButtonLink } from "@/components/ui/button-link";
import { alarmRecord } from "@/lib/board/model/alarm-record";
import { ringing } from "@/lib/board/model/ringing";
import { readWindows } from "@/lib/broadcasts/server/queries";
import { queryable } from "@/lib/db/client";
import { dispatchStory } from "@/lib/dispatch/model/story";
import { listToldOffers } from "@/lib/dispatch/server/list-told-offers";
import { listDecisions } from "@/lib/dispatch/server/plan/decisions";
import { listEscalationSteps } from "@/lib/notifications/server/list-escalation-steps";
import { isFinal } from "@/lib/orders/model/lifecycle";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { listAlarmDevices } from "@/lib/orders/server/alarm/list-alarm-devices";
import { getOrder } from "@/lib/orders/server/queries";
import { readLive } from "@/lib/server/read-live";
import { requireStaff } from "@/lib/stores/server/queries";
import "@/components/history/history.css";

type Props = PageProps<"/partner/[tenant]/history/[orderId]">;

const DECISIONS_TOLD = 100;

/** Its offers and decisions are not published to the store. */
const isDispatched = ({ delivery_by, order_status }: OrderDetail) =>
  delivery_by !== "store" && !isFinal(order_status);

/** Reads an order of this store only: staff may also be customers of another one. */
const readRecord = cache(async (slug: string, orderId: string) => {
  const { viewer, tenant } = await requireStaff(slug, `/partner/${slug}/history/${orderId}`);
  const { data } = await readLive(async () => {
    const order = await getOrder(viewer, orderId);
    if (order === null || order.tenant_id !== tenant.id) return null;
    const hasRiders = order.delivery_by !== "store";
    const [devices, steps, dispatch, offers, maintenance] = await Promise.all([
      listAlarmDevices(viewer, order),
      listEscalationSteps(viewer, order),
      hasRiders ? listDecisions(viewer, order.id, { limit: DECISIONS_TOLD }) : null,
      hasRiders ? listToldOffers(viewer, order) : null,
      readWindows(await queryable(), new Date(order.created_at)),
    ]);
    return {
      order,
      alarm: alarmRecord(order, devices ?? [], steps ?? [], maintenance),
      story: dispatchStory(dispatch?.decisions ?? [], offers ?? []),
    };
  });
  if (data === null) notFound();
  return data;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant, orderId } = await params;
  const { order } = await readRecord(tenant, orderId);
  const t = await getTranslations("partner.order");
  return { title: t("title", { code: order.order_code }) };
}

export default async function OrderRecordPage({ params }: Props) {
  const { tenant: slug, orderId } = await params;
  const { order, alarm, story } = await readRecord(slug, orderId);
  const t = await getTranslations("partner.history");
  return (
    <div className="history">
      <ContentUser />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ButtonLink href={`/partner/${slug}/history`} variant="ghost" size="sm" className="-ml-2.5">
          <ArrowLeft aria-hidden="true" />
          <span>{t("back")}</span>
        </ButtonLink>
        <span className="flex flex-wrap gap-2">
          <RecordRefund order={order} />
          <RecordChat order={order} />
          <PrintRecord order={order} />
        </span>
      </div>
      <OrderRecord order={order} alarm={alarm} story={story} />
      <RefreshOnChange
        orderId={order.id}
        version={order.version}
        changesUnseen={ringing([order]).length > 0 || isDispatched(order)}
      />
    </div>
  );
}
