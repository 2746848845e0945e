"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { v4 as newUuid } from "uuid";
import { browserStorage } from "@/lib/cart/client/browser-storage";
import { cartStorageOf } from "@/lib/cart/client/cart-storage";
import { type CartStore, createCartStore } from "@/lib/cart/client/store";
import type { Cart } from "@/lib/cart/model/schema";
import { CART_KEY } from "@/lib/cart/model/storage-keys";
import { pageUser } from "@/lib/http/page/read-statement";

const stores = new Map<string, CartStore>();

function storeOf(tenantId: string): CartStore {
  const known = stores.get(tenantId);
  if (known !== undefined) return known;
  const store = createCartStore(`${CART_KEY}${tenantId}`, {
    storage: cartStorageOf(pageUser(), browserStorage()),
    events: window,
  });
  stores.set(tenantId, store);
  return store;
}

export interface UsedCart {
  /** Null on the server and while hydrating. */
  cart: Cart | null;
  update: (change: (cart: Cart) => Cart) => void;
  clear: () => void;
  renewKey: () => void;
}

export function useCart(tenantId: string): UsedCart {
  const subscribe = useCallback((listener: () => void) => storeOf(tenantId).subscribe(listener), [tenantId]);
  const cart = useSyncExternalStore<Cart | null>(
    subscribe,
    () => storeOf(tenantId).read(),
    () => null,
  );
  const commands = useMemo(
    () => ({
      update: (change: (cart: Cart) => Cart) => storeOf(tenantId).update(change),
      clear: () => storeOf(tenantId).clear(),
      renewKey: () => storeOf(tenantId).update((current) => ({ ...current, key: newUuid() })),
    }),
    [tenantId],
  );
  return { cart, ...commands };
}
