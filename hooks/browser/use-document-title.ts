"use client";

import { useEffect } from "react";

/** The tab's title, for as long as the component is there. The server rendered the first one. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
