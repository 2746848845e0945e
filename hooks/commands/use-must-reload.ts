"use client";

import { useEffect, useState } from "react";
import { onPageNews } from "@/lib/http/page/news";

/** Returns true once no press of this page would be taken any more: the next page has those that wait. */
export function useMustReload(): boolean {
  const [mustReload, setMustReload] = useState(false);
  // Another build of the server may still take presses.
  useEffect(
    () =>
      onPageNews((news) => {
        if (news === "stale_page" || news === "other_user") setMustReload(true);
      }),
    [],
  );
  return mustReload;
}
