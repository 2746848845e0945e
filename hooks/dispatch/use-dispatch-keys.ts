"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import { type DispatchKey, type DispatchPress, dispatchKeyOf } from "@/lib/dispatch/client/keyboard";

function placeOfFocus(target: Element): DispatchPress["on"] {
  if (target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])"))
    return "text";
  if (target.closest("[data-order-head]") !== null) return "order";
  return target.closest("button, a, input, summary, [role=button]") === null ? "page" : "control";
}

/** Ignores keys in text fields, menus and dialogs. `run` gets the order in focus, and returns whether it did something. */
export function useDispatchKeys(
  root: RefObject<HTMLElement | null>,
  hasSingleKeys: boolean,
  run: (key: DispatchKey, orderId: string | null) => boolean,
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target.closest("[role=dialog], [role=alertdialog], [role=menu]") !== null) return;
    const key = dispatchKeyOf(
      {
        key: event.key,
        isRepeat: event.repeat,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        on: placeOfFocus(event.target),
      },
      hasSingleKeys,
    );
    if (key === null) return;
    const isElsewhere = event.target !== document.body && !root.current?.contains(event.target);
    if (key.name === "move" && isElsewhere) return;
    const order = event.target.closest<HTMLElement>("[data-order]")?.dataset.order ?? null;
    if (run(key, order)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    const { current: page } = root;
    page?.setAttribute("data-hears-keys", "");
    return () => {
      document.removeEventListener("keydown", listen);
      page?.removeAttribute("data-hears-keys");
    };
  }, [root]);
}
