import { v4 as newUuid } from "uuid";
import { emptyCart } from "@/lib/cart/model/lines";
import { type Cart, parseCart } from "@/lib/cart/model/schema";

/** A cart kept in the browser's storage: survives a reload, and every tab of the shop shows the same one. */

export interface CartStore {
  /** The same object until the stored cart changes, as `useSyncExternalStore` asks. */
  read: () => Cart;
  update: (change: (cart: Cart) => Cart) => void;
  /** After the order is placed: nothing in it, and the next order has a key of its own. */
  clear: () => void;
  subscribe: (listener: () => void) => () => void;
}

/** Storage that may be refused altogether (private windows, full disks): the cart then lives as long as the page. */
interface Backing {
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  /** Where the `storage` events of the other tabs arrive. */
  events: Pick<EventTarget, "addEventListener" | "removeEventListener">;
}

export function createCartStore(name: string, { storage, events }: Backing): CartStore {
  const listeners = new Set<() => void>();
  /** Only what could not be written to the storage. */
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
    // Also when it is emptied a second time: an empty cart must not come back with the key of an order already placed.
    shown = null;
    for (const listener of listeners) listener();
  }

  function read(): Cart {
    const current = stored();
    if (shown === null || shown.stored !== current)
      shown = { stored: current, cart: parseCart(current) ?? emptyCart(newUuid()) };
    return shown.cart;
  }

  function heardFromAnotherTab(event: Event): void {
    // A null key: the whole storage was cleared.
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
      if (listeners.size === 0) events.addEventListener("storage", heardFromAnotherTab);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) events.removeEventListener("storage", heardFromAnotherTab);
      };
    },
  };
}
