import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { KeepOrderCurrent } from "@/components/admin/orders/keep-order-current";
import { OrderLog } from "@/components/admin/orders/order-log";
import { OrderRecord } from "@/components/history/order-record";
import { ButtonLink } from "@/components/ui/button-link";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { alarmRecord } from "@/lib/board/model/alarm-record";
import { readWindows } from "@/lib/broadcasts/server/queries";
import { countMessages } from "@/lib/chat/server/queries";
import { queryable } from "@/lib/db/client";
import { dispatchStory } from "@/lib/dispatch/model/story";
import { listToldOffers } from "@/lib/dispatch/server/list-told-offers";
import { listDecisions } from "@/lib/dispatch/server/plan/decisions";
import { listEscalationSteps } from "@/lib/notifications/server/list-escalation-steps";
import { orderChannel } from "@/lib/orders/model/channels";
import { isFinal } from "@/lib/orders/model/lifecycle";
import { listAlarmDevices } from "@/lib/orders/server/alarm/list-alarm-devices";
import { getOrder } from "@/lib/orders/server/queries";
import { readOrderLog } from "@/lib/platform/server/orders/order-log";
import { readLive } from "@/lib/server/read-live";
import { idSchema } from "@/lib/text/id";
import "@/components/history/history.css";

type Props = PageProps<"/admin/orders/[orderId]">;

const DECISIONS_TOLD = 100;

const readStory = cache(async (given: string) => {
  const viewer = await requireAdmin(`/admin/orders/${given}`);
  const { data: orderId } = idSchema.safeParse(given);
  if (orderId === undefined) notFound();
  const { data, since } = await readLive(async () => {
    const order = await getOrder(viewer, orderId);
    if (order === null) return null;
    const [devices, steps, dispatch, offers, log, messages, maintenance] = await Promise.all([
      listAlarmDevices(viewer, order),
      listEscalationSteps(viewer, order),
      listDecisions(viewer, order.id, { limit: DECISIONS_TOLD }),
      listToldOffers(viewer, order),
      readOrderLog(viewer, order),
      countMessages(await queryable(), order.id),
      readWindows(await queryable(), new Date(order.created_at)),
    ]);
    return {
      order,
      log,
      messages,
      alarm: alarmRecord(order, devices ?? [], steps ?? [], maintenance),
      story: dispatchStory(dispatch?.decisions ?? [], offers ?? []),
    };
  }, [orderChannel.name(orderId)]);
  if (data === null || data.log === null) notFound();
  return { ...data, log: data.log, since };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { order } = await readStory((await params).orderId);
  const t = await getTranslations("partner.order");
  return { title: t("title", { code: order.order_code }) };
}

/** Everything that the product knows about an order, on one page. */
export default async function OrderStoryPage({ params }: Props) {
  const { order, alarm, story, log, messages, since } = await readStory((await params).orderId);
  const t = await getTranslations("admin.order");
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <nav aria-label={t("links")} className="flex flex-wrap gap-2">
        <ButtonLink href="/admin/orders" size="sm">
          {t("back")}
        </ButtonLink>
        <ButtonLink href={`/partner/${order.tenant_slug}`} size="sm" prefetch={false}>
          {t("to_board", { store: order.tenant_name })}
        </ButtonLink>
        <ButtonLink href={`/admin/chats/${order.id}`} size="sm" prefetch={false}>
          {t("to_chat", { count: messages })}
        </ButtonLink>
      </nav>
      <div>
        <OrderRecord order={order} alarm={alarm} story={story} />
      </div>
      <OrderLog log={log} timeZone={order.time_zone} />
      <KeepOrderCurrent orderId={order.id} isOpen={!isFinal(order.order_status)} since={since} />
    </div>
  );
}
