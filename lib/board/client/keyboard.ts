import type { Direction } from "./moves";

export type Command =
  | { name: "move"; direction: Direction }
  | { name: "select"; n: number }
  | { name: "next_step" }
  | { name: "minutes"; by: 1 | -1 }
  | { name: "delay" }
  | { name: "recall" }
  | { name: "acknowledge_lines" }
  | { name: "print" }
  | { name: "undo" }
  | { name: "silence" }
  | { name: "search" }
  | { name: "help" };

export interface KeyPress {
  key: string;
  isRepeat: boolean;
  hasModifier: boolean;
  on: "text" | "control" | "ticket" | "board";
}

const ARROWS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** Single-character keys can be turned off, because speech input can press them by accident (WCAG 2.1.4). */
function singleKey(key: string): Command | null {
  if (/^[1-9]$/.test(key)) return { name: "select", n: Number(key) };
  switch (key.toLowerCase()) {
    case "+":
    case "=":
      return { name: "minutes", by: 1 };
    case "-":
    case "−":
      return { name: "minutes", by: -1 };
    case "d":
      return { name: "delay" };
    case "r":
      return { name: "recall" };
    case "c":
      return { name: "acknowledge_lines" };
    case "p":
      return { name: "print" };
    case "z":
      return { name: "undo" };
    case "s":
      return { name: "silence" };
    case "/":
      return { name: "search" };
    case "?":
      return { name: "help" };
    default:
      return null;
  }
}

export function commandOf(press: KeyPress, hasSingleKeys: boolean): Command | null {
  if (press.hasModifier || press.on === "text") return null;
  const direction = ARROWS[press.key];
  if (direction !== undefined) return { name: "move", direction };
  // A held key must not take an order through several steps.
  if (press.isRepeat) return null;
  if (press.key === "Enter") return press.on === "ticket" ? { name: "next_step" } : null;
  return hasSingleKeys ? singleKey(press.key) : null;
}
