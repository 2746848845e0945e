import { SHIFT_KEY } from "@/lib/board/model/shift-key";
import { browserStorage } from "@/lib/cart/client/browser-storage";
import {
  CART_KEY,
  DELIVERY_KEY,
  DISMISSED_KEY,
  OWNER_KEY,
  PUT_AWAY_KEY,
  putAwayKey,
} from "@/lib/cart/model/storage-keys";

const DRAFT_KEY = "platewire.draft.";
/** What one tab holds for its person. */
const TAB_KEYS = [DRAFT_KEY, SHIFT_KEY];

/**
 * Everything that people leave in their browsers. Settings of the device have other keys, and stay.
 * @internal
 */
export const PERSONAL_KEYS = [
  CART_KEY,
  DELIVERY_KEY,
  DISMISSED_KEY,
  DRAFT_KEY,
  PUT_AWAY_KEY,
  SHIFT_KEY,
] as const;

function keysOf(storage: Storage, prefix: string): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "").filter((key) =>
    key.startsWith(prefix),
  );
}

function removeAll(storage: Storage, prefix: string): void {
  for (const key of keysOf(storage, prefix)) storage.removeItem(key);
}

function forgetInTab(): void {
  for (const prefix of TAB_KEYS) removeAll(window.sessionStorage, prefix);
}

function move(storage: Storage, from: string, to: string): void {
  const text = storage.getItem(from);
  storage.removeItem(from);
  if (text !== null && storage.getItem(to) === null) storage.setItem(to, text);
}

function changeOwner(storage: Storage, owner: string | null, user: string | null): void {
  if (owner !== null)
    for (const prefix of [CART_KEY, DISMISSED_KEY])
      for (const key of keysOf(storage, prefix)) move(storage, key, putAwayKey(owner, key));
  if (user === null) {
    storage.removeItem(OWNER_KEY);
    return;
  }
  const mine = putAwayKey(user, "");
  for (const key of keysOf(storage, mine)) move(storage, key, key.slice(mine.length));
  storage.setItem(OWNER_KEY, user);
}

function inStorage(work: (storage: Storage) => void): void {
  try {
    const storage = browserStorage();
    if (storage === null) return;
    work(storage);
    // A tab gets no event for its own changes; without a key it means that much has changed.
    window.dispatchEvent(new StorageEvent("storage", { key: null }));
  } catch {
    // Storage that cannot be read holds nothing of ours.
  }
}

/**
 * Call it on each page with the person for whom it was rendered, null for a visitor. Nobody sees another person's cart,
 * and each finds theirs again; addresses of others, and for a visitor also what was typed and a shift that was on in this tab, are removed.
 */
export function keepDataOf(user: string | null): void {
  inStorage((storage) => {
    const owner = storage.getItem(OWNER_KEY);
    if (owner !== user) changeOwner(storage, owner, user);
    for (const key of keysOf(storage, DELIVERY_KEY))
      if (user === null || key !== `${DELIVERY_KEY}${user}`) storage.removeItem(key);
    if (user === null) forgetInTab();
  });
}

/** Call it when the session of `user` has ended while their page is open. They may sign in again and go on. */
export function removeAddressOf(user: string): void {
  inStorage((storage) => storage.removeItem(`${DELIVERY_KEY}${user}`));
}

/** Call it when `user` signs out. */
export function removeDataOf(user: string): void {
  inStorage((storage) => {
    if (storage.getItem(OWNER_KEY) === user) changeOwner(storage, user, null);
    removeAll(storage, putAwayKey(user, ""));
    storage.removeItem(`${DELIVERY_KEY}${user}`);
    forgetInTab();
  });
}
