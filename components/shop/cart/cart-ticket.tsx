"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { useOrderingHalt } from "@/hooks/shop/use-ordering-halt";
import { differences } from "@/lib/cart/model/differences";
import { lineIdentity, setQuantity, toOrderItems } from "@/lib/cart/model/lines";
import type { Cart, CartLine } from "@/lib/cart/model/schema";
import { priceCart } from "@/lib/menu/model/pricing";
import type { Menu } from "@/lib/menu/model/schema";
import { notTaking } from "@/lib/stores/model/status/not-taking";
import type { StoreStatus } from "@/lib/stores/model/status/schema";
import { takesOrders } from "@/lib/stores/model/status/status";
import { formatMoney } from "@/lib/text/format";
import { CartLineRow } from "./cart-line-row";
import { CartProgress } from "./cart-progress";
import { CartSums } from "./cart-sums";
import "./cart.css";

export interface CartTicketProps {
  menu: Menu;
  status: StoreStatus;
  /** The server's time (ms) when it rendered the page. */
  renderedAt: number;
  cart: Cart;
  onChange: (change: (cart: Cart) => Cart) => void;
  onEdit: (line: CartLine) => void;
}

export function CartTicket({ menu, status, renderedAt, cart, onChange, onEdit }: CartTicketProps) {
  const t = useTranslations("shop.cart");
  const stateText = useStateText();
  const state = useTranslations("states.price_changed.menu");
  const announce = useAnnounce();
  const { tenant } = menu;
  const halt = useOrderingHalt(tenant.time_zone);
  if (cart.lines.length === 0) return <p className="text-[0.9375rem] text-soft">{t("empty")}</p>;

  const { quote } = priceCart(menu, toOrderItems(cart), status);
  const changed = differences(cart, quote).filter((one) => one.kind !== "delivery_fee");
  const isOpen = takesOrders(status);
  const closed = notTaking(tenant, status, renderedAt);
  const missing = quote.minimum_order - quote.items_total;
  const money = (minor: number) => formatMoney(minor, tenant.currency);
  const onMenu = new Set(menu.categories.flatMap(({ items }) => items.map(({ id }) => id)));
  return (
    <div className="grid gap-4">
      {changed.length > 0 && (
        <Banner tone="warn" title={state("happened")}>
          <p>{state("todo")}</p>
        </Banner>
      )}
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
      <CartSums
        itemsTotal={quote.items_total}
        deliveryFee={quote.delivery_fee}
        extras={quote}
        currency={tenant.currency}
      />
      {missing > 0 && (
        <div className="grid gap-1">
          <CartProgress total={quote.items_total} minimum={quote.minimum_order} />
          <p className="font-bold text-[1.0625rem]">{t("missing", { amount: money(missing) })}</p>
          <p className="text-soft">{t("minimum_is", { amount: money(quote.minimum_order) })}</p>
        </div>
      )}
      {halt !== null && <p className="text-[0.9375rem]">{`${halt.happened}. ${halt.todo}`}</p>}
      {halt === null && !isOpen && (
        <p className="text-[0.9375rem]">{stateText(closed.state, closed.values)}</p>
      )}
      <ButtonLink
        href={`/${tenant.slug}/checkout`}
        variant={missing > 0 || !isOpen || halt !== null ? "outline" : "go"}
        size="lg"
        className="w-full"
      >
        {t("checkout")}
      </ButtonLink>
    </div>
  );
}
