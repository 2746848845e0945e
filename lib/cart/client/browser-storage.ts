/** Returns localStorage; null when the browser forbids it, in which case reading the property throws. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
