/** The browser's storage; null where it forbids it: there its mere mention throws. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
