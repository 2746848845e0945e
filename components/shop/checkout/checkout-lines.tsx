"use client";

import { useTranslations } from "next-intl";
import { CartSums } from "@/components/shop/cart/cart-sums";
import type { Difference } from "@/lib/cart/model/differences";
import { cartTotal, lineIdentity } from "@/lib/cart/model/lines";
import type { Cart, CartLine } from "@/lib/cart/model/schema";
import type { Quote } from "@/lib/menu/model/schema";
import { ARRIVAL_SPAN } from "@/lib/orders/model/terms";
import type { Tenant } from "@/lib/stores/model/schema";
import { doesReach } from "@/lib/stores/model/zones/area";
import { formatMoney } from "@/lib/text/format";

export interface CheckoutLinesProps {
  cart: Cart;
  tenant: Tenant;
  /** Null while loading. */
  quote: Quote | null;
  changes: readonly Difference[];
}

export function CheckoutLines({ cart, tenant, quote, changes }: CheckoutLinesProps) {
  const t = useTranslations("shop.cart");
  const arrives = useTranslations("shop.list");
  return (
    <section aria-labelledby="order-lines" data-stage="none" className="ticket grid grid-cols-1 gap-3 p-5">
      <span aria-hidden="true" className="ticket-edge" />
      <h2 id="order-lines" className="text-lg">
        {t("title")}
      </h2>
      <ul className="grid gap-2.5">
        {cart.lines.map((line) => {
          const identity = lineIdentity(line);
          const change = changes.find((one) => one.kind !== "delivery_fee" && one.identity === identity);
          return <CheckoutLine key={identity} line={line} currency={tenant.currency} change={change} />;
        })}
      </ul>
      <div className="border-hair border-t border-dashed pt-3">
        <CartSums
          itemsTotal={quote?.items_total ?? cartTotal(cart)}
          deliveryFee={
            quote === null
              ? (cart.delivery_fee ?? tenant.delivery_fee)
              : doesReach(quote.area)
                ? quote.delivery_fee
                : null
          }
          extras={quote}
          currency={tenant.currency}
        />
      </div>
      {quote?.is_open === true && doesReach(quote.area) && (
        <p className="border-hair border-t border-dashed pt-3">
          <b>
            {arrives("arrives", { from: quote.soonest_minutes, to: quote.soonest_minutes + ARRIVAL_SPAN })}
          </b>
          {quote.status.extra_minutes > 0 && (
            <small className="block text-[0.9375rem] text-soft">
              {arrives("busy", { minutes: quote.status.extra_minutes })}
            </small>
          )}
        </p>
      )}
    </section>
  );
}

interface CheckoutLineProps {
  line: CartLine;
  currency: string;
  change: Difference | undefined;
}

function CheckoutLine({ line, currency, change }: CheckoutLineProps) {
  const t = useTranslations("shop.cart");
  const problem = useTranslations("shop.problem");
  const isOut = change?.kind === "problem";
  const price = (change?.kind === "price" ? change.now : line.unit_price) * line.quantity;
  const money = (minor: number) => formatMoney(minor, currency);
  return (
    <li className="grid grid-cols-[2.5ch_minmax(0,1fr)_auto] gap-x-2.5">
      <span className="font-bold">{line.quantity}</span>
      <span className="min-w-0">
        <bdi className={isOut ? "text-soft line-through" : undefined}>{line.name}</bdi>
        {change?.kind === "problem" && <Marked>{problem(change.problem)}</Marked>}
        {change?.kind === "price" && (
          <Marked>{t("was", { was: money(change.was), now: money(change.now) })}</Marked>
        )}
        {line.option_names.length > 0 && (
          <small className="block text-[0.875rem] text-soft">{line.option_names.join(" · ")}</small>
        )}
        {line.note !== "" && (
          <small dir="auto" className="block whitespace-pre-line text-[0.875rem] text-soft">
            {`“${line.note}”`}
          </small>
        )}
      </span>
      <data value={isOut ? 0 : price} className={isOut ? "text-soft line-through" : undefined}>
        {money(price)}
      </data>
    </li>
  );
}

function Marked({ children }: { children: string }) {
  return (
    <small className="block font-semibold text-[0.875rem] text-late">
      <span aria-hidden="true">▲ </span>
      <span>{children}</span>
    </small>
  );
}
