/**
 * Style hashes for the content security policy. Sonner adds its styles as a `<style>` without a nonce, first empty and then
 * filled, and a browser checks both. A test fails when a new version's styles differ.
 */
export const TOAST_STYLE_HASHES = [
  "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=",
] as const;
