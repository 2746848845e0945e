import { createTranslator } from "next-intl";
import type { Windows } from "@/lib/broadcasts/model/standstill";
import type { Notice } from "@/lib/notifications/model/schema";
import { formatTime, formatTimeRange } from "@/lib/text/format";
import notices from "@/messages/en/notices.json";
import { answerEnd } from "./deadlines";
import type { OrderStatusUpdate } from "./events";
import { estimatedDelivery } from "./lifecycle";
import { riderOf } from "./rider-of-entry";
import type { OrderSummary, TimelineEntry } from "./schema";
import { leavesNothing } from "./unavailable/leaves-nothing";
import { type UndoneStep, undoneStep } from "./undone-step";

const text = createTranslator({ locale: "en", messages: { notices }, namespace: "notices.order" });

const TYPES = {
  confirmation: "success",
  delayed: "warning",
  dispatch: "info",
  delivery: "success",
  not_dispatched: "warning",
  not_delivered: "warning",
  concluded: "info",
  picked_up: "info",
  at_door: "info",
  failed: "warning",
  not_picked_up: "warning",
  not_handed_over: "warning",
  still_coming: "info",
  rider_changed: "warning",
  sold_out: "warning",
  sold_out_taken_back: "info",
  sold_out_settled: "info",
  cancelled: "warning",
} as const satisfies Record<string, Notice["type"]>;
export type OrderNoticeKind = keyof typeof TYPES;

/** Only steps that the customer was notified of need a correction. */
const CORRECTIONS: Record<UndoneStep, OrderNoticeKind | null> = {
  accept: null,
  ready: null,
  hand_over: "not_dispatched",
  deliver: "not_delivered",
};

/** A rider's steps, by the step that an undo of the rider took back. */
const RIDER_CORRECTIONS: Record<UndoneStep, OrderNoticeKind | null> = {
  accept: null,
  ready: null,
  hand_over: "not_picked_up",
  deliver: "not_handed_over",
};

function kindOfRiderStep(
  entry: Pick<TimelineEntry, "action" | "from_status" | "to_status">,
): OrderNoticeKind | null {
  switch (entry.action) {
    case "pick_up":
      return "picked_up";
    case "rider_at_door":
      return "at_door";
    case "fail_delivery":
      return "failed";
    case "release_rider":
      // Before the pick-up, the customer was told of no rider.
      return entry.from_status === "Out for Delivery" ? "rider_changed" : null;
    case "undo_rider_step":
      return entry.from_status === "Out for Delivery" && entry.to_status === "Out for Delivery"
        ? "still_coming"
        : RIDER_CORRECTIONS[undoneStep(entry)];
    default:
      return null;
  }
}

/** When the order goes on. Who answers knows it. */
const SOLD_OUT: Partial<Record<TimelineEntry["action"], OrderNoticeKind>> = {
  mark_unavailable: "sold_out",
  mark_available: "sold_out_taken_back",
  settle_unavailable: "sold_out_settled",
};

export function noticeKindOf(
  entry: Pick<TimelineEntry, "action" | "from_status" | "to_status">,
): OrderNoticeKind | null {
  const { action, from_status, to_status } = entry;
  if (from_status === null) return "confirmation";
  if (action === "delay") return "delayed";
  if (action === "undo") return CORRECTIONS[undoneStep(entry)];
  if (action === "conclude") return "concluded";
  const ofRider = kindOfRiderStep(entry);
  if (ofRider !== null) return ofRider;
  if (from_status === to_status) return SOLD_OUT[action] ?? null;
  if (to_status === "Out for Delivery") return "dispatch";
  if (to_status === "Delivered") return "delivery";
  return to_status === "Cancelled" ? "cancelled" : null;
}

export function noticeTitle(kind: OrderNoticeKind, orderCode: string): string {
  return text(`${kind}.title`, { code: orderCode });
}

type Span = { readonly from: string; readonly to: string } | null;
type Store = Pick<OrderSummary, "tenant_name" | "time_zone">;
/** With the maintenance since the order was placed. */
type Told = Store & { readonly maintenance: Windows };

const expectedAt = (span: Span, { time_zone }: Store) =>
  span === null ? "" : formatTimeRange(span.from, span.to, time_zone);

function noticeOf(kind: OrderNoticeKind, id: string, code: string, message: string): Notice {
  return { type: TYPES[kind], title: noticeTitle(kind, code), message, action_url: `/orders/${id}` };
}

export function noticeOfNewOrder(order: OrderSummary): Notice {
  const message = text("confirmation.message", {
    store: order.tenant_name,
    time: expectedAt(estimatedDelivery(order), order),
  });
  return noticeOf("confirmation", order.id, order.order_code, message);
}

function cancellation({ changes }: OrderStatusUpdate, { tenant_name }: Store): string {
  const money = text(changes.payment_status === "refunded" ? "money.refunded" : "money.none");
  const by = changes.cancelled_by ?? "system";
  const key = by === "partner" && changes.accepted_at === null ? "declined" : by;
  return text(`cancelled.${key}`, { store: tenant_name, money });
}

function soldOut(
  { changes: { answer_by = null, unavailable = [], total_qty } }: OrderStatusUpdate,
  { tenant_name: store, time_zone, maintenance }: Told,
): string {
  if (answer_by === null) return text("sold_out.decided", { store });
  const open = unavailable.filter(({ choice }) => choice === null);
  const isLast = total_qty !== undefined && leavesNothing({ total_qty }, open);
  const end = new Date(answerEnd(answer_by, maintenance)).toISOString();
  const values = { store, time: formatTime(end, time_zone) };
  return text(isLast ? "sold_out.asked_last" : "sold_out.asked", values);
}

function messageOf(
  kind: OrderNoticeKind,
  update: OrderStatusUpdate,
  store: Told,
  values: { store: string; time: string; minutes: number; rider: string },
): string {
  switch (kind) {
    case "cancelled":
      return cancellation(update, store);
    case "sold_out":
      return soldOut(update, store);
    default:
      return text(`${kind}.message`, values);
  }
}

export function noticeOfUpdate(update: OrderStatusUpdate, store: Told): Notice | null {
  const kind = noticeKindOf(update.entry);
  if (kind === null) return null;
  const values = {
    store: store.tenant_name,
    time: expectedAt(update.estimated_delivery, store),
    minutes: update.entry.minutes ?? 0,
    rider: riderOf(update.entry),
  };
  return noticeOf(kind, update.order_id, update.order_code, messageOf(kind, update, store, values));
}
