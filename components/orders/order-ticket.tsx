"use client";

import { useTranslations } from "next-intl";
import { LateUnreadBadge } from "@/components/chat/late-chats";
import { AcceptCountdown } from "@/components/orders/accept-countdown";
import { Arrival } from "@/components/orders/arrival";
import { CancelOrder } from "@/components/orders/cancel-order";
import { stageOf } from "@/components/orders/order-stage";
import { StepTrack } from "@/components/orders/step-track";
import { ButtonLink } from "@/components/ui/button-link";
import { PageLink } from "@/components/ui/page-link";
import { Ticket } from "@/components/ui/ticket";
import { useAnswerEnd } from "@/hooks/orders/use-answer-end";
import { useOrderWords } from "@/hooks/orders/use-order-words";
import { STEPS, stepOf } from "@/lib/orders/model/lifecycle";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { linesToCome } from "@/lib/orders/model/unavailable/lines";
import { questionEnd } from "@/lib/orders/model/unavailable/question-end";
import { formatMoney, formatTime } from "@/lib/text/format";

export function OrderTicket({ order }: { order: BoardOrder }) {
  const t = useTranslations("orders");
  const status = useTranslations("status");
  const { sentence } = useOrderWords();
  const answerBy = useAnswerEnd(questionEnd(order));
  const step = STEPS[stepOf(order) - 1] ?? "received";
  return (
    <Ticket stage={stageOf(order)} className="grid grid-cols-1 content-start gap-3.5 p-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <p className="font-bold font-mono text-stage">{status(`step.${step}`)}</p>
        <p translate="no" className="font-mono font-semibold text-[0.8125rem] text-soft">
          {order.order_code}
        </p>
      </div>
      <div className="grid gap-1.5">
        <h3 className="text-[1.375rem]">
          <PageLink href={`/orders/${order.id}`} className="hover:underline">
            <bdi>{sentence(order)}</bdi>
          </PageLink>
        </h3>
        <Arrival order={order} />
      </div>
      <StepTrack order={order} />
      {order.order_status === "Order Received" && <AcceptCountdown order={order} size="md" />}
      {answerBy !== null && (
        <p className="font-semibold text-[0.9375rem]">
          {t("sold_out.decide_by", { time: formatTime(answerBy, order.time_zone) })}
        </p>
      )}
      <p className="text-[0.9375rem] text-soft">
        <span>{`${t("dishes", { count: order.total_qty })} · `}</span>
        <data value={order.final_amount} className="font-semibold">
          {formatMoney(order.final_amount, order.currency)}
        </data>
        <span>{" · "}</span>
        <bdi>
          {linesToCome(order)
            .map(({ name }) => name)
            .join(", ")}
        </bdi>
      </p>
      <div className="flex flex-wrap items-center gap-2.5">
        <ButtonLink href={`/orders/${order.id}`} variant="go">
          {t("open")}
        </ButtonLink>
        <LateUnreadBadge orderId={order.id} />
        <CancelOrder order={order} />
      </div>
    </Ticket>
  );
}
