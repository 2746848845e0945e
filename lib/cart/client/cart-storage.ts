import { OWNER_KEY, putAwayKey } from "@/lib/cart/model/storage-keys";

type CartStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * The storage for the carts of a page that was rendered for `user` (null: a visitor). When somebody else has signed in
 * since, it is where the carts of `user` were put away: the page goes on showing its own person's cart.
 */
export function cartStorageOf(user: string | null, storage: CartStorage | null): CartStorage | null {
  if (user === null || storage === null) return storage;
  const placeOf = (key: string) => {
    const owner = storage.getItem(OWNER_KEY);
    const aside = putAwayKey(user, key);
    const isAside = owner === null ? storage.getItem(aside) !== null : owner !== user;
    return isAside ? aside : key;
  };
  return {
    getItem: (key) => storage.getItem(placeOf(key)),
    setItem: (key, text) => storage.setItem(placeOf(key), text),
    removeItem: (key) => storage.removeItem(placeOf(key)),
  };
}
