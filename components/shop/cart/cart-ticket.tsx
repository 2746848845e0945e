"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { differences } from "@/lib/cart/model/differences";
import { lineIdentity, setQuantity, toOrderItems } from "@/lib/cart/model/lines";
import type { Cart, CartLine } from "@/lib/cart/model/schema";
import { priceCart } from "@/lib/menu/model/pricing";
import type { Menu } from "@/lib/menu/model/schema";
import { formatMoney } from "@/lib/text/format";
import { CartLineRow } from "./cart-line-row";
import { CartSums } from "./cart-sums";

export interface CartTicketProps {
  menu: Menu;
  cart: Cart;
  onChange: (change: (cart: Cart) => Cart) => void;
  onEdit: (line: CartLine) => void;
}

export function CartTicket({ menu, cart, onChange, onEdit }: CartTicketProps) {
  const t = useTranslations("shop.cart");
  const stateText = useStateText();
  const announce = useAnnounce();
  const { tenant } = menu;
  if (cart.lines.length === 0) return <p className="text-[0.9375rem] text-soft">{t("empty")}</p>;

  const { quote } = priceCart(menu, toOrderItems(cart));
  const changed = differences(cart, quote).filter((one) => one.kind !== "delivery_fee");
  const missing = quote.minimum_order - quote.items_total;
  const onMenu = new Set(menu.categories.flatMap(({ items }) => items.map(({ id }) => id)));
  return (
    <div className="grid gap-4">
      <ul>
        {cart.lines.map((line) => {
          const identity = lineIdentity(line);
          return (
            <CartLineRow
              key={identity}
              line={line}
              currency={tenant.currency}
              difference={changed.find((one) => one.identity === identity)}
              onQuantity={(quantity) => onChange((current) => setQuantity(current, identity, quantity))}
              onRemove={() => {
                onChange((current) => setQuantity(current, identity, 0));
                announce(t("removed", { name: line.name }));
              }}
              onEdit={onMenu.has(line.menu_item_id) ? () => onEdit(line) : undefined}
            />
          );
        })}
      </ul>
      <CartSums itemsTotal={quote.items_total} deliveryFee={quote.delivery_fee} currency={tenant.currency} />
      {missing > 0 && (
        <p className="text-[0.9375rem]">
          {t("missing", {
            amount: formatMoney(missing, tenant.currency),
            minimum: formatMoney(quote.minimum_order, tenant.currency),
          })}
        </p>
      )}
      {!tenant.is_open && (
        <p className="text-[0.9375rem]">{stateText("store_closed.order", { store: tenant.name })}</p>
      )}
      <ButtonLink href={`/${tenant.slug}/checkout`} variant="go" size="lg" className="w-full">
        {t("checkout")}
      </ButtonLink>
    </div>
  );
}
