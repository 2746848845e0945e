import { useTranslations } from "next-intl";
import { CartSums } from "@/components/shop/cart-sums";
import { cartTotal, lineIdentity } from "@/lib/cart/lines";
import type { Cart } from "@/lib/cart/schema";
import { formatMoney } from "@/lib/format";

export interface CheckoutLinesProps {
  cart: Cart;
  currency: string;
  deliveryFee: number;
}

/** The ticket as it will reach the kitchen. */
export function CheckoutLines({ cart, currency, deliveryFee }: CheckoutLinesProps) {
  const t = useTranslations("shop.cart");
  return (
    <section aria-labelledby="order-lines" data-stage="none" className="ticket grid gap-3 p-5">
      <h2 id="order-lines" className="text-lg">
        {t("title")}
      </h2>
      <ul className="grid gap-2.5">
        {cart.lines.map((line) => (
          <li key={lineIdentity(line)} className="grid grid-cols-[2.5ch_minmax(0,1fr)_auto] gap-x-2.5">
            <span className="font-bold font-mono">{line.quantity}</span>
            <span className="min-w-0">
              <bdi>{line.name}</bdi>
              {line.option_names.length > 0 && (
                <small className="block text-[0.875rem] text-soft">{line.option_names.join(" · ")}</small>
              )}
              {line.note !== "" && (
                <small dir="auto" className="block whitespace-pre-line text-[0.875rem] text-soft">
                  “{line.note}”
                </small>
              )}
            </span>
            <data value={line.unit_price * line.quantity}>
              {formatMoney(line.unit_price * line.quantity, currency)}
            </data>
          </li>
        ))}
      </ul>
      <div className="border-hair border-t border-dashed pt-3">
        <CartSums itemsTotal={cartTotal(cart)} deliveryFee={deliveryFee} currency={currency} />
      </div>
    </section>
  );
}
