"use client";

import { useEffect } from "react";

/** A translator sets the same title again and again: after so many replacements, its title stays. */
const GIVES_WAY_AFTER = 3;

/**
 * Shows `title` in the tab, and the page's own title again afterwards; null shows the page's own. Next sends a page's title
 * after the page and would replace ours, so later changes are replaced in turn.
 */
export function useDocumentTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    let own = document.title;
    let repeats = 0;
    const show = () => {
      if (document.title === title) return;
      repeats = document.title === own ? repeats + 1 : 0;
      own = document.title;
      if (repeats <= GIVES_WAY_AFTER) document.title = title;
    };
    show();
    const changes = new MutationObserver(show);
    changes.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      changes.disconnect();
      if (document.title === title) document.title = own;
    };
  }, [title]);
}
