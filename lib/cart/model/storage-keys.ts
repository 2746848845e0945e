/** Keys of localStorage under which a person's own things are kept; hooks/browser/personal-data.ts removes them. */
export const CART_KEY = "platewire:cart:";
export const DELIVERY_KEY = "platewire:delivery:";
