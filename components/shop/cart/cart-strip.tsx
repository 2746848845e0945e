"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCart } from "@/hooks/shop/use-cart";
import { cartQuantity, cartTotal } from "@/lib/cart/model/lines";
import { formatMoney } from "@/lib/text/format";
import "./cart.css";

export interface CartOwner {
  id: string;
  slug: string;
  name: string;
  currency: string;
}

export function CartStrip({ stores }: { stores: readonly CartOwner[] }) {
  return (
    <div className="cart-strips">
      {stores.map((store) => (
        <StripOf key={store.id} store={store} />
      ))}
    </div>
  );
}

function StripOf({ store }: { store: CartOwner }) {
  const t = useTranslations("shop.cart");
  const { cart } = useCart(store.id);
  if (cart === null || cart.lines.length === 0) return null;
  return (
    <Link href={`/${store.slug}`} className="cart-strip">
      <span className="cart-count">{cartQuantity(cart)}</span>
      <bdi className="min-w-0 truncate">{t("strip", { store: store.name })}</bdi>
      <data value={cartTotal(cart)} className="ms-auto">
        {formatMoney(cartTotal(cart), store.currency)}
      </data>
      <ChevronRight aria-hidden="true" className="size-5 flex-none" />
    </Link>
  );
}
