"use client";

import { useLayoutEffect } from "react";

/**
 * Sets an attribute of the page's root element, for styles of what stands elsewhere. A rule that asks `:has()` for it instead makes
 * the browser compare every ticket anew whenever one comes or goes.
 */
export function useRootFlag(name: `data-${string}`, isSet = true): void {
  useLayoutEffect(() => {
    if (!isSet) return;
    document.documentElement.setAttribute(name, "");
    return () => document.documentElement.removeAttribute(name);
  }, [name, isSet]);
}
