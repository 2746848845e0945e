"use client";

import { useEffect } from "react";

/** On pages for visitors: removes what a person who has signed out left in this browser. Loaded after the page. */
export function SignedOut(): null {
  useEffect(() => {
    import("@/hooks/browser/personal-data").then(
      ({ keepDataOf }) => keepDataOf(null),
      // Offline: the next page does it.
      () => undefined,
    );
  }, []);
  return null;
}
