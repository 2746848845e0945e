/** When storage cannot be written, a preference lasts until the page is closed. */

type Place = "local" | "session";

const listeners = new Set<() => void>();
const unsaved = new Map<string, string>();

function storage(place: Place): Storage {
  return place === "local" ? localStorage : sessionStorage;
}

export function readText(place: Place, key: string): string | null {
  try {
    return unsaved.get(key) ?? storage(place).getItem(key);
  } catch {
    return unsaved.get(key) ?? null;
  }
}

export function writeText(place: Place, key: string, text: string): void {
  try {
    storage(place).setItem(key, text);
    unsaved.delete(key);
  } catch {
    unsaved.set(key, text);
  }
  for (const listener of listeners) listener();
}

/** Calls `listener` after a change in this tab or another one. */
export function watchPreferences(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
