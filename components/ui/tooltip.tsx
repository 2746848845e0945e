"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { moveBeside } from "@/components/ui/move-beside";

export interface TooltipProps {
  text: ReactNode;
  side?: "top" | "bottom";
  /** Renders the thing described; give it `aria-describedby`. */
  children: (describedBy: string) => ReactNode;
}

/** Shown on hover and on focus, stays while the pointer is on it, goes with Escape (WCAG 1.4.13). */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tooltip = useRef<HTMLSpanElement>(null);
  const [isShown, setShown] = useState(false);

  useEffect(() => {
    if (!isShown || tooltip.current === null || anchor.current === null) return;
    tooltip.current.showPopover();
    moveBeside(tooltip.current, anchor.current, { side, align: "center", gap: 6 });
    const hide = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === "Escape") setShown(false);
    };
    document.addEventListener("keydown", hide);
    window.addEventListener("scroll", hide, { capture: true, passive: true });
    const shown = tooltip.current;
    return () => {
      document.removeEventListener("keydown", hide);
      window.removeEventListener("scroll", hide, { capture: true });
      if (shown.isConnected) shown.hidePopover();
    };
  }, [isShown, side]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches what happens to the control inside
    <span
      ref={anchor}
      data-slot="tooltip"
      className="tooltip-anchor"
      onPointerEnter={(event) => event.pointerType !== "touch" && setShown(true)}
      onPointerLeave={() => setShown(false)}
      onFocus={(event) => event.target.matches(":focus-visible") && setShown(true)}
      onBlur={() => setShown(false)}
    >
      {children(id)}
      <span ref={tooltip} id={id} role="tooltip" popover="manual" className="tooltip">
        {text}
      </span>
    </span>
  );
}
