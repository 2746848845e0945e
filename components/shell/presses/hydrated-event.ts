/** Dispatched on `window` once React has hydrated the page's frame. */
export const HYDRATED = "platewire-hydrated";
