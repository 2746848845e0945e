/**
 * For the content security policy. Sonner puts its sheet into the page as a `<style>` without a nonce: first
 * empty, then filled, and a browser checks both. The test beside this fails when a new version's sheet differs.
 */
export const TOAST_STYLE_HASHES = [
  "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=",
] as const;
