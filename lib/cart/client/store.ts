import { v4 as newUuid } from "uuid";
import { emptyCart } from "@/lib/cart/model/lines";
import { type Cart, parseCart } from "@/lib/cart/model/schema";

export interface CartStore {
  /** Returns the same object until the stored cart changes, as `useSyncExternalStore` requires. */
  read: () => Cart;
  update: (change: (cart: Cart) => Cart) => void;
  /** Gives the next order a new idempotency key. Call it after the order is placed. */
  clear: () => void;
  subscribe: (listener: () => void) => () => void;
}

/** Storage may be unavailable (private windows, full disks); the cart then lasts until the page is closed. */
interface Backing {
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  events: Pick<EventTarget, "addEventListener" | "removeEventListener">;
}

export function createCartStore(name: string, { storage, events }: Backing): CartStore {
  const listeners = new Set<() => void>();
  let unwritten: string | null = null;
  let shown: { stored: string | null; cart: Cart } | null = null;

  function stored(): string | null {
    if (unwritten !== null) return unwritten;
    try {
      return storage?.getItem(name) ?? null;
    } catch {
      return null;
    }
  }

  function write(next: string | null): void {
    unwritten = storage === null ? next : null;
    try {
      if (next === null) storage?.removeItem(name);
      else storage?.setItem(name, next);
    } catch {
      unwritten = next;
    }
    // Reset even when the cart was already empty: it must not keep the key of an order that was placed.
    shown = null;
    for (const listener of listeners) listener();
  }

  function read(): Cart {
    const current = stored();
    if (shown === null || shown.stored !== current)
      shown = { stored: current, cart: parseCart(current) ?? emptyCart(newUuid()) };
    return shown.cart;
  }

  function onStorage(event: Event): void {
    // The key is null when the whole storage was cleared.
    if (!("key" in event) || (event.key !== name && event.key !== null)) return;
    for (const listener of listeners) listener();
  }

  return {
    read,
    update: (change) => {
      const before = read();
      const after = change(before);
      if (after !== before) write(JSON.stringify(after));
    },
    clear: () => write(null),
    subscribe: (listener) => {
      if (listeners.size === 0) events.addEventListener("storage", onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) events.removeEventListener("storage", onStorage);
      };
    },
  };
}
