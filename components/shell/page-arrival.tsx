"use client";

import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** Returns the path with which the document was loaded: another page may have been reached before this code came. */
function loadedPath(): string {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation === undefined ? window.location.pathname : new URL(navigation.name).pathname;
}

/** Makes the heading focusable for as long as it has the focus. */
function focusHeading(heading: HTMLElement): void {
  if (!heading.hasAttribute("tabindex")) {
    heading.tabIndex = -1;
    heading.addEventListener("blur", () => heading.removeAttribute("tabindex"), { once: true });
  }
  heading.focus({ preventScroll: true });
}

/** Focuses the page's heading once it is there, unless the person has focused something else since `before`. */
function focusWhenThere(before: Element | null): () => void {
  const tryFocus = () => {
    const heading = document.querySelector<HTMLElement>("main h1");
    if (heading === null) return;
    observer.disconnect();
    const { activeElement } = document;
    if (activeElement === null || activeElement === before || activeElement === document.body)
      focusHeading(heading);
  };
  const observer = new MutationObserver(tryFocus);
  observer.observe(document.body, { childList: true, subtree: true });
  tryFocus();
  return () => observer.disconnect();
}

/**
 * Begins each page that is reached without a load at its top, with the focus on its heading. Back and forward keep the
 * scroll position that the browser restores.
 */
export function PageArrival() {
  const path = usePathname();
  const [first] = useState(loadedPath);
  const shown = useRef(first);
  const traversedTo = useRef<string | null>(null);

  useEffect(() => {
    const remember = () => {
      traversedTo.current = window.location.pathname;
    };
    window.addEventListener("popstate", remember);
    return () => window.removeEventListener("popstate", remember);
  }, []);

  useLayoutEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    const isTraversal = traversedTo.current === path;
    traversedTo.current = null;
    if (!isTraversal && window.location.hash === "") window.scrollTo({ top: 0, behavior: "instant" });
    return focusWhenThere(document.activeElement);
  }, [path]);
  return null;
}
