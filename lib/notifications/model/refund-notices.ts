import { createTranslator } from "next-intl";
import type { RefundReason } from "@/lib/refunds/model/terms";
import { formatMoney } from "@/lib/text/format";
import notices from "@/messages/en/notices.json";
import type { Notice } from "./schema";

const text = createTranslator({ locale: "en", messages: { notices }, namespace: "notices.refund" });

interface About {
  readonly order_id: string;
  readonly order_code: string;
  readonly tenant_slug: string;
  readonly tenant_name: string;
  readonly amount: number;
  readonly currency: string;
}

const ofStore = ({ tenant_slug }: About) => `/partner/${tenant_slug}/refunds`;
const ofAdmin = () => "/admin/refunds";
const ofCustomer = ({ order_id }: About) => `/orders/${order_id}`;

/** `path`: which page it opens, which depends on whom it is for. */
const KINDS = {
  owner: { type: "warning", path: ofStore },
  received: { type: "info", path: ofCustomer },
  granted_card: { type: "success", path: ofCustomer },
  granted_credit: { type: "success", path: ofCustomer },
  refunded: { type: "success", path: ofCustomer },
  failed: { type: "error", path: ofStore },
  charged: { type: "warning", path: ofStore },
  contested: { type: "warning", path: ofAdmin },
  contest_upheld: { type: "success", path: ofStore },
  contest_rejected: { type: "warning", path: ofStore },
} as const satisfies Record<string, { type: Notice["type"]; path: (about: About) => string }>;
export type RefundNoticeKind = keyof typeof KINDS;

const valuesOf = ({ order_code: code, tenant_name: store, amount, currency }: About) => ({
  code,
  store,
  amount: formatMoney(amount, currency),
});

export function noticeOfRefund(kind: RefundNoticeKind, about: About): Notice {
  const values = valuesOf(about);
  const { type, path } = KINDS[kind];
  return {
    type,
    title: text(`${kind}.title`, values),
    message: text(`${kind}.message`, values),
    action_url: path(about),
  };
}

/** For the staff of a store: a customer asks for a refund. */
export function noticeOfAsked(about: About & { readonly reason: RefundReason }): Notice {
  const values = valuesOf(about);
  return {
    type: "warning",
    title: text("asked.title", values),
    message: text("asked.message", { ...values, reason: text(`reason.${about.reason}`) }),
    action_url: ofStore(about),
  };
}

/** For whoever has to answer: a refund has waited for so many hours. */
export function noticeOfWaitingRefund(about: About, hours: number): Notice {
  const values = valuesOf(about);
  return {
    type: "warning",
    title: text("waits.title", values),
    message: text("waits.message", { hours }),
    action_url: ofStore(about),
  };
}

/** For the customer, with what the store answered. */
export function noticeOfRefused(about: About & { readonly answer_note: string | null }): Notice {
  return {
    type: "warning",
    title: text("refused.title", valuesOf(about)),
    message: text("refused.message", { note: about.answer_note ?? "" }),
    action_url: ofCustomer(about),
  };
}
