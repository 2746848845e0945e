"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { CartBar } from "@/components/shop/cart/cart-bar";
import { CartTicket } from "@/components/shop/cart/cart-ticket";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useMenu } from "@/hooks/menu/use-menu";
import { useCart } from "@/hooks/shop/use-cart";
import { useCartNews } from "@/hooks/shop/use-cart-news";
import { useStoreStatus } from "@/hooks/stores/use-store-status";
import { isOrderable, toLine } from "@/lib/cart/model/choice";
import { addLine, cartQuantity, cartTotal, lineIdentity, replaceLine } from "@/lib/cart/model/lines";
import { CART_LIMITS, type Cart, type CartLine } from "@/lib/cart/model/schema";
import { glyphsOn } from "@/lib/menu/model/glyph-of";
import type { Glyph } from "@/lib/menu/model/glyphs";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { CategoryNav, categoryAnchor } from "./category-nav";
import { DishDialog } from "./dish-dialog";
import { DishRow } from "./dish-row";
import { FAVOURITES, FavouriteDishes } from "./favourite-dishes";
import "./menu.css";

interface Asked {
  item: MenuItem;
  line: CartLine | undefined;
  /** A new key for each opening resets the dialog's state. */
  turn: number;
}

export interface MenuBoardProps {
  menu: Menu;
  /** Ids of the dishes that are ordered most; empty when too few were ordered to say. */
  favourites: readonly string[];
  /** The server's time (ms) when it rendered the page. */
  renderedAt: number;
}

export function MenuBoard({ menu: fromServer, favourites, renderedAt }: MenuBoardProps) {
  const t = useTranslations("shop");
  const announce = useAnnounce();
  const menu = useMenu(fromServer);
  const { tenant, categories } = menu;
  const { cart, update } = useCart(tenant.id);
  const status = useStoreStatus(tenant, renderedAt);
  useCartNews(menu, cart, status);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isAsking, setAsking] = useState(false);

  const items = categories.flatMap((category) => category.items);
  const soldOutAtFirst = useMemo(() => soldOutOn(fromServer), [fromServer]);
  const glyphs = useMemo(() => glyphsOn(categories), [categories]);
  const drawn = (item: MenuItem): Glyph => glyphs.get(item.id) ?? "bowl";

  /** The dish as it is now: the dialog stays open while the menu changes. */
  const presentOf = ({ id }: Pick<MenuItem, "id">) => items.find((item) => item.id === id);
  const favouriteItems = favourites.flatMap((id) => presentOf({ id }) ?? []);
  const hasFavourites = favouriteItems.length > 0;
  const mostOrdered = t("menu.most_ordered");
  const parts = useMemo(
    () => [...(hasFavourites ? [{ id: FAVOURITES, name: mostOrdered }] : []), ...categories],
    [hasFavourites, mostOrdered, categories],
  );

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

  const putPlain = (item: MenuItem) => put(toLine(item, new Set(), 1, ""));

  function edit(line: CartLine) {
    const item = presentOf({ id: line.menu_item_id });
    if (item !== undefined) ask(item, line);
  }

  const countOf = (item: MenuItem) =>
    cart?.lines.reduce((sum, line) => (line.menu_item_id === item.id ? sum + line.quantity : sum), 0) ?? 0;
  const ticket =
    cart === null ? null : (
      <CartTicket
        menu={menu}
        status={status}
        renderedAt={renderedAt}
        cart={cart}
        onChange={update}
        onEdit={edit}
      />
    );

  return (
    <div>
      <CategoryNav parts={parts} />
      <div className="grid grid-cols-1 items-start gap-x-10 lg:grid-cols-[minmax(0,1fr)_21.25rem]">
        <div className="min-w-0">
          {hasFavourites && (
            <FavouriteDishes
              items={favouriteItems}
              currency={tenant.currency}
              glyphOf={drawn}
              countOf={countOf}
              onAdd={putPlain}
              onOpen={ask}
            />
          )}
          {categories.map((category) => (
            <section
              key={category.id}
              id={categoryAnchor(category.id)}
              aria-labelledby={`${categoryAnchor(category.id)}-name`}
              className="menu-part"
            >
              <h2 id={`${categoryAnchor(category.id)}-name`}>{category.name}</h2>
              {category.items.length === 0 ? (
                <p className="text-soft">{t("menu.empty_category")}</p>
              ) : (
                <ul className="dishes">
                  {soldOutLast(category.items, soldOutAtFirst).map((item) => (
                    <DishRow
                      key={item.id}
                      item={item}
                      glyph={drawn(item)}
                      currency={tenant.currency}
                      timeZone={tenant.time_zone}
                      inCart={countOf(item)}
                      onAdd={putPlain}
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
          className="ticket sticky top-17 mt-7 hidden rounded-b-[14px] p-0 lg:block"
        >
          <span aria-hidden="true" className="ticket-edge" />
          <div className="grid max-h-[calc(100dvh-5.5rem)] gap-3 overflow-y-auto p-5">
            <h2 id="cart-title" className="text-[1.375rem]">
              {t("cart.title")}
            </h2>
            {ticket ?? <Skeleton className="h-24" />}
          </div>
        </aside>
      </div>
      {cart !== null && (
        <CartBar count={cartQuantity(cart)} total={cartTotal(cart)} tenant={tenant}>
          {ticket}
        </CartBar>
      )}
      {asked !== null && (
        <DishDialog
          key={asked.turn}
          item={presentOf(asked.item) ?? asked.item}
          glyph={drawn(asked.item)}
          line={asked.line}
          tenant={tenant}
          open={isAsking}
          onOpenChange={setAsking}
          onSave={(line) => put(line, asked.line)}
        />
      )}
    </div>
  );
}

function soldOutOn({ categories }: Menu): ReadonlySet<string> {
  return new Set(
    categories.flatMap(({ items }) => items.flatMap((item) => (isOrderable(item) ? [] : [item.id]))),
  );
}

/** By what was sold out when the page came: a dish that is turned off meanwhile does not move under a finger. */
function soldOutLast(items: readonly MenuItem[], soldOut: ReadonlySet<string>): MenuItem[] {
  return items.toSorted((one, other) => Number(soldOut.has(one.id)) - Number(soldOut.has(other.id)));
}
