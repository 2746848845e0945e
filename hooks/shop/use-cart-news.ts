"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { showToast } from "@/hooks/browser/show-toast";
import { type Difference, differences } from "@/lib/cart/model/differences";
import { toOrderItems } from "@/lib/cart/model/lines";
import type { Cart } from "@/lib/cart/model/schema";
import { priceCart } from "@/lib/menu/model/pricing";
import type { Menu } from "@/lib/menu/model/schema";
import type { StoreStatus } from "@/lib/stores/model/status/schema";
import { formatMoney } from "@/lib/text/format";

/** Shows a message when the menu changes under a filled cart. What differed when the page opened is marked in the cart. */
export function useCartNews(menu: Menu, cart: Cart | null, status: StoreStatus): void {
  const t = useTranslations("shop.cart");
  const problem = useTranslations("shop.problem");
  const seen = useRef<{ menu: Menu; texts: ReadonlySet<string> }>(undefined);

  useEffect(() => {
    if (cart === null) return;
    const { currency } = menu.tenant;
    const words = (one: Exclude<Difference, { kind: "delivery_fee" }>) =>
      one.kind === "problem"
        ? t("news_problem", { name: one.name, problem: problem(one.problem) })
        : t("news_price", {
            name: one.name,
            was: formatMoney(one.was, currency),
            now: formatMoney(one.now, currency),
          });
    const { quote } = priceCart(menu, toOrderItems(cart), status);
    const texts = new Set(
      differences(cart, quote).flatMap((one) => (one.kind === "delivery_fee" ? [] : [words(one)])),
    );
    const before = seen.current;
    seen.current = { menu, texts };
    // A difference that comes with a press of the customer's own, such as a longer line, is no news.
    if (before === undefined || before.menu === menu) return;
    for (const text of texts) if (!before.texts.has(text)) showToast((toast) => toast.warning(text));
  }, [menu, cart, status, t, problem]);
}
