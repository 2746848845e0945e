"use client";

import { useEffect } from "react";
import * as z from "zod/mini";
import { clearDraft, readDraft, writeDraft } from "@/hooks/browser/drafts";
import { useCart } from "@/hooks/shop/use-cart";
import { toOrderItems } from "@/lib/cart/model/lines";
import type { Cart } from "@/lib/cart/model/schema";
import { idSchema } from "@/lib/text/id";

/** The cart of an order that waits for its payment stays, and goes once it is paid, unless it was changed meanwhile. */

const unpaidSchema = z.object({ order_id: idSchema, items: z.string().check(z.maxLength(100_000)) });
const nameOf = (tenantId: string) => `unpaid.${tenantId}`;
const itemsOf = (cart: Cart) => JSON.stringify(toOrderItems(cart));

export function keepUnpaidCart(tenantId: string, orderId: string, cart: Cart): void {
  writeDraft(nameOf(tenantId), { order_id: orderId, items: itemsOf(cart) });
}

/** Returns the order that was made of this cart in this tab and waits for its payment; null: there is none. */
export function unpaidOrderOf(tenantId: string, cart: Cart): string | null {
  const unpaid = readDraft(nameOf(tenantId), unpaidSchema);
  return unpaid?.items === itemsOf(cart) ? unpaid.order_id : null;
}

/** Of an order that was given up. */
export function forgetUnpaidOrder(tenantId: string): void {
  clearDraft(nameOf(tenantId));
}

/** Of an order that is paid. */
export function useClearPaidCart({ id, tenant_id }: { id: string; tenant_id: string }): void {
  const { cart, clear } = useCart(tenant_id);
  useEffect(() => {
    const unpaid = cart === null ? null : readDraft(nameOf(tenant_id), unpaidSchema);
    if (cart === null || unpaid?.order_id !== id) return;
    clearDraft(nameOf(tenant_id));
    if (itemsOf(cart) === unpaid.items) clear();
  }, [cart, clear, id, tenant_id]);
}
