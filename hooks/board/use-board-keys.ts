"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import { type Command, commandOf, type KeyPress } from "@/lib/board/client/keyboard";

function placeOfFocus(target: Element): KeyPress["on"] {
  if (target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])"))
    return "text";
  if (target.matches("[data-order]")) return "ticket";
  return target.closest("button, a, input, summary, [role=button]") === null ? "board" : "control";
}

export function orderInFocus(): string | null {
  const ticket = document.activeElement?.closest("[data-order]");
  return ticket?.getAttribute("data-order") ?? null;
}

/** Ignores keys in text fields, menus and dialogs. `run` returns whether it handled the command. */
export function useBoardKeys(
  board: RefObject<HTMLElement | null>,
  hasSingleKeys: boolean,
  run: (command: Command, orderId: string | null) => boolean,
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target.closest("[role=dialog], [role=alertdialog], [role=menu]") !== null) return;
    const command = commandOf(
      {
        key: event.key,
        isRepeat: event.repeat,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        on: placeOfFocus(event.target),
      },
      hasSingleKeys,
    );
    if (command === null) return;
    const isElsewhere = event.target !== document.body && !board.current?.contains(event.target);
    if (command.name === "move" && isElsewhere) return;
    if (run(command, orderInFocus())) event.preventDefault();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    const root = board.current;
    root?.setAttribute("data-hears-keys", "");
    return () => {
      document.removeEventListener("keydown", listen);
      root?.removeAttribute("data-hears-keys");
    };
  }, [board]);
}
