"use client";

import { type RefObject, useLayoutEffect } from "react";

/** Gives the focus to the page's heading when a part that had it leaves the page. */
export function useFocusToHeading(part: RefObject<HTMLElement | null>): void {
  // Before the part leaves: afterwards nobody knows where the focus was.
  useLayoutEffect(() => {
    const shown = part.current;
    return () => {
      if (shown?.contains(document.activeElement) !== true) return;
      const heading = document.querySelector<HTMLElement>("#main h1");
      if (heading === null) return;
      heading.tabIndex = -1;
      heading.focus();
    };
  }, [part]);
}
