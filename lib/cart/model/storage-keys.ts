/** Keys of localStorage under which a person's own things are kept; hooks/browser/personal-data.ts removes them. */
export const CART_KEY = "platewire:cart:";
/** Broadcasts that the person has dismissed. */
export const DISMISSED_KEY = "platewire.broadcasts.dismissed";
export const DELIVERY_KEY = "platewire:delivery:";
/** The person whom the carts belong to. A visitor's cart belongs to nobody until somebody signs in. */
export const OWNER_KEY = "platewire:owner";
/** Carts and dismissed broadcasts of people who are not the owner, each under this prefix, the person's id and its own key. */
export const PUT_AWAY_KEY = "platewire:of:";

export const putAwayKey = (user: string, key: string) => `${PUT_AWAY_KEY}${user}:${key}`;
