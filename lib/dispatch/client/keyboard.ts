export type DispatchKey =
  | { name: "move"; by: 1 | -1 }
  | { name: "tick" }
  | { name: "give" }
  | { name: "give_to"; n: number }
  | { name: "pin" }
  | { name: "recall" }
  | { name: "offer_to_all" }
  | { name: "release" }
  | { name: "undo" }
  | { name: "map" }
  | { name: "close" }
  | { name: "help" };

export interface DispatchPress {
  key: string;
  isRepeat: boolean;
  hasModifier: boolean;
  on: "text" | "control" | "order" | "page";
}

function singleKey(key: string): DispatchKey | null {
  if (/^[1-9]$/.test(key)) return { name: "give_to", n: Number(key) };
  switch (key.toLowerCase()) {
    case "x":
      return { name: "tick" };
    case "g":
      return { name: "give" };
    case "p":
      return { name: "pin" };
    case "r":
      return { name: "recall" };
    case "a":
      return { name: "offer_to_all" };
    case "l":
      return { name: "release" };
    case "z":
      return { name: "undo" };
    case "m":
      return { name: "map" };
    case "?":
      return { name: "help" };
    default:
      return null;
  }
}

/** As on the board: single-character keys can be turned off, because speech input can press them by accident. */
export function dispatchKeyOf(press: DispatchPress, hasSingleKeys: boolean): DispatchKey | null {
  if (press.hasModifier || press.on === "text") return null;
  if (press.key === "ArrowDown" || press.key === "ArrowUp")
    return press.on === "control" ? null : { name: "move", by: press.key === "ArrowDown" ? 1 : -1 };
  if (press.isRepeat) return null;
  if (press.key === "Escape") return { name: "close" };
  return hasSingleKeys ? singleKey(press.key) : null;
}
