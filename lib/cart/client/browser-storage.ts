/** Returns null when the browser forbids storage: reading the property then throws. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
