"use client";

import { useEffect } from "react";

/**
 * Shows `title` in the tab, and puts the page's own title back afterwards; null leaves that alone. Next sends a page's
 * title after the page, which would replace ours, so every later change is replaced in turn.
 */
export function useDocumentTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    let own = document.title;
    const show = () => {
      if (document.title === title) return;
      own = document.title;
      document.title = title;
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
