"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CartBar } from "@/components/shop/cart/cart-bar";
import { CartTicket } from "@/components/shop/cart/cart-ticket";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useCart } from "@/hooks/shop/use-cart";
import { toLine } from "@/lib/cart/model/choice";
import { addLine, cartQuantity, cartTotal, lineIdentity, replaceLine } from "@/lib/cart/model/lines";
import { CART_LIMITS, type Cart, type CartLine } from "@/lib/cart/model/schema";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { CategoryNav, categoryAnchor } from "./category-nav";
import { DishDialog } from "./dish-dialog";
import { DishRow } from "./dish-row";

interface Asked {
  item: MenuItem;
  line: CartLine | undefined;
  /** A new key for each opening resets the dialog's state. */
  turn: number;
}

export function MenuBoard({ menu }: { menu: Menu }) {
  const t = useTranslations("shop");
  const announce = useAnnounce();
  const { tenant, categories } = menu;
  const { cart, update } = useCart(tenant.id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isAsking, setAsking] = useState(false);

  function ask(item: MenuItem, line?: CartLine) {
    setAsked((before) => ({ item, line, turn: (before?.turn ?? 0) + 1 }));
    setAsking(true);
  }

  function put(line: CartLine, instead?: CartLine) {
    const change = (current: Cart): Cart => ({
      ...(instead === undefined ? addLine(current, line) : replaceLine(current, lineIdentity(instead), line)),
      // The customer has now seen this fee.
      delivery_fee: tenant.delivery_fee,
    });
    const isFull =
      cart !== null && change(cart).lines.every((one) => lineIdentity(one) !== lineIdentity(line));
    if (isFull) {
      announce({ message: t("dish.cart_full", { limit: CART_LIMITS.lines }), urgent: true });
      return;
    }
    update(change);
    announce(t("dish.added", { quantity: line.quantity, name: line.name }));
    setAsking(false);
  }

  function edit(line: CartLine) {
    const item = categories.flatMap(({ items }) => items).find(({ id }) => id === line.menu_item_id);
    if (item !== undefined) ask(item, line);
  }

  const countOf = (item: MenuItem) =>
    cart?.lines.reduce((sum, line) => (line.menu_item_id === item.id ? sum + line.quantity : sum), 0) ?? 0;
  const ticket =
    cart === null ? null : <CartTicket menu={menu} cart={cart} onChange={update} onEdit={edit} />;

  return (
    <div className="grid grid-cols-1 items-start gap-x-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0">
        <CategoryNav categories={categories} />
        {categories.map((category) => (
          <section
            key={category.id}
            id={categoryAnchor(category.id)}
            aria-labelledby={`${categoryAnchor(category.id)}-name`}
            className="scroll-mt-16 pt-5"
          >
            <h2 id={`${categoryAnchor(category.id)}-name`} className="pb-3 text-[1.375rem]">
              {category.name}
            </h2>
            {category.items.length === 0 ? (
              <p className="text-soft">{t("menu.empty_category")}</p>
            ) : (
              <ul className="card py-1">
                {category.items.map((item) => (
                  <DishRow
                    key={item.id}
                    item={item}
                    currency={tenant.currency}
                    inCart={countOf(item)}
                    onAdd={() => put(toLine(item, new Set(), 1, ""))}
                    onOpen={ask}
                  />
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>

      <aside
        aria-labelledby="cart-title"
        data-stage="none"
        className="ticket sticky top-4 mt-3 hidden p-0 lg:block"
      >
        <span aria-hidden="true" className="ticket-edge" />
        <div className="grid max-h-[calc(100dvh-2rem)] gap-3 overflow-y-auto p-5">
          <h2 id="cart-title" className="text-lg">
            {t("cart.title")}
          </h2>
          {ticket ?? <Skeleton className="h-24" />}
        </div>
      </aside>
      {cart !== null && (
        <CartBar
          count={cartQuantity(cart)}
          total={cartTotal(cart)}
          currency={tenant.currency}
          store={tenant.name}
        >
          {ticket}
        </CartBar>
      )}
      {asked !== null && (
        <DishDialog
          key={asked.turn}
          item={asked.item}
          line={asked.line}
          currency={tenant.currency}
          open={isAsking}
          onOpenChange={setAsking}
          onSave={(line) => put(line, asked.line)}
        />
      )}
    </div>
  );
}
