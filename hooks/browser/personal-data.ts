import { browserStorage } from "@/lib/cart/client/browser-storage";
import { CART_KEY, DELIVERY_KEY } from "@/lib/cart/model/storage-keys";

/** Everything that people leave in their browsers. Settings of the device have other keys, and stay. */
export const PERSONAL_KEYS = [CART_KEY, DELIVERY_KEY, "platewire.draft."] as const;

/** The sign-in that the stored data belongs to. A visitor's cart belongs to none until somebody signs in. */
const OWNER_KEY = "platewire:owner";

function removeAll(storage: Storage, prefixes: readonly string[]): void {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
  for (const name of names) if (prefixes.some((prefix) => name.startsWith(prefix))) storage.removeItem(name);
}

/**
 * Removes what another sign-in left in this browser. Call it on each page; `session` is null for a visitor. Settings of
 * the device, such as the board's, stay.
 */
export function keepDataOf(session: string | null): void {
  try {
    const storage = browserStorage();
    if (storage === null) return;
    const owner = storage.getItem(OWNER_KEY);
    if (owner !== null && owner !== session) {
      for (const each of [storage, window.sessionStorage]) removeAll(each, PERSONAL_KEYS);
      // A tab gets no event for its own changes; without a key it means that much has changed.
      window.dispatchEvent(new StorageEvent("storage", { key: null }));
    }
    // Stored by a page from before there were owners.
    else if (session === null) removeAll(storage, [DELIVERY_KEY]);
    if (session === null) storage.removeItem(OWNER_KEY);
    else storage.setItem(OWNER_KEY, session);
  } catch {
    // Storage that cannot be read holds nothing of ours.
  }
}

/** Call it when `session` has ended. Keeps what belongs to a sign-in that followed it. */
export function removeDataOf(session: string): void {
  try {
    if (browserStorage()?.getItem(OWNER_KEY) === session) keepDataOf(null);
  } catch {
    // As above.
  }
}
