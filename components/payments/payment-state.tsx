"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useClearPaidCart } from "@/hooks/payments/unpaid-cart";
import { usePayment } from "@/hooks/payments/use-payment";
import type { OrderDetail } from "@/lib/orders/model/schema";
import type { OrderPayment } from "@/lib/payments/model/schema";
import { formatMoney } from "@/lib/text/format";

export interface PaymentStateProps {
  order: OrderDetail;
  fromServer: OrderPayment;
  since: string | undefined;
}

/** What was held, charged and refunded, as the provider says; it changes by itself. */
export function PaymentState({ order, fromServer, since }: PaymentStateProps) {
  const t = useTranslations("payments.state");
  const announce = useAnnounce();
  useClearPaidCart(order);
  const payment = usePayment(order, fromServer, since, (changed) => announce(told(changed)));
  const money = (minor: number) => formatMoney(minor, payment.currency);

  function told({ status, amount, authorized, captured, refunded }: typeof payment): string {
    const isAccepted = status === "authorized" && order.accepted_at !== null;
    return t(isAccepted ? "authorized_accepted" : status, {
      store: order.tenant_name,
      amount: money(amount),
      authorized: money(authorized),
      captured: money(captured),
      refunded: money(refunded),
    });
  }

  return (
    <Card aria-labelledby="payment-state" className="grid grid-cols-1 gap-2">
      <h2 id="payment-state" className="text-lg">
        {t("title")}
      </h2>
      <p>{told(payment)}</p>
      {payment.captured > 0 && (
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 text-[0.9375rem]">
          <dt className="text-soft">{t("charged")}</dt>
          <dd className="text-end">{money(payment.captured)}</dd>
          {payment.refunded > 0 && (
            <>
              <dt className="text-soft">{t("given_back")}</dt>
              <dd className="text-end">{money(-payment.refunded)}</dd>
            </>
          )}
        </dl>
      )}
    </Card>
  );
}
