"use client";

import { useEffect } from "react";

/** Sets the tab's title when it changes. The server renders the first one. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
