"use client";

import {
  type KeyboardEvent,
  type ReactNode,
  type ToggleEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { type ButtonVariants, buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { nextMenuIndex } from "./menu-keys";
import { moveBeside } from "./move-beside";

export interface MenuProps {
  label: ReactNode;
  "aria-label"?: string;
  variant?: ButtonVariants["variant"] | "pill";
  size?: ButtonVariants["size"];
  align?: "start" | "end";
  className?: string;
  /** MenuItem, MenuLink, MenuChoice, MenuLabel, MenuSeparator. */
  children: ReactNode;
}

/**
 * The platform's popover closes the menu (Escape or a press outside) and returns the focus. The entries are rendered when
 * the menu is opened for the first time: a page may have 1,000 menus.
 */
export function Menu({
  label,
  variant = "outline",
  size,
  align = "start",
  className,
  children,
  ...props
}: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const openedAt = useRef<DOMRect>(undefined);
  const [state, setState] = useState<"new" | "open" | "closed">("new");
  const isOpen = state === "open";

  // An open menu does not follow its button. The event of a scroll that ended before the menu opened may arrive later.
  useEffect(() => {
    if (!isOpen) return;
    const close = () => {
      const [from, to] = [openedAt.current, button.current?.getBoundingClientRect()];
      if (from?.top !== to?.top || from?.left !== to?.left) menu.current?.hidePopover();
    };
    window.addEventListener("scroll", close, { capture: true, passive: true });
    window.addEventListener("resize", close);
    return () => {
      window.removeEventListener("scroll", close, { capture: true });
      window.removeEventListener("resize", close);
    };
  }, [isOpen]);

  function items(): HTMLElement[] {
    return Array.from(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []);
  }

  function onToggle(event: ToggleEvent<HTMLDivElement>) {
    const isShown = event.newState === "open";
    button.current?.setAttribute("aria-expanded", String(isShown));
    if (!isShown) setState("closed");
    if (!isShown || menu.current === null || button.current === null) return;
    moveBeside(menu.current, button.current, { side: "bottom", align, gap: 6 });
    items()[0]?.focus({ preventScroll: true });
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === "Tab") return menu.current?.hidePopover();
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const all = items();
    const current = all.findIndex((item) => item.matches(":focus"));
    const next = nextMenuIndex(
      event.key,
      current,
      all.map((item) => item.textContent),
    );
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        data-slot="menu-trigger"
        className={cn(variant === "pill" ? "pill" : buttonVariants({ variant, size }), className)}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded="false"
        {...props}
      >
        {label}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={props["aria-label"]}
        data-slot="menu"
        className="menu"
        onBeforeToggle={(event) => {
          openedAt.current = button.current?.getBoundingClientRect();
          // React renders the entries before the browser reports that the menu is open.
          if (event.newState === "open") setState("open");
        }}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const item = event.target instanceof Element && event.target.closest('[role^="menuitem"]');
          if (item && item.getAttribute("aria-disabled") !== "true") menu.current?.hidePopover();
        }}
      >
        {state !== "new" && children}
      </div>
    </>
  );
}
