"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** In one form: browsers and the router escape a query differently. */
const addressOf = (path: string, query: Pick<URLSearchParams, "toString">) => `${path}?${query}`;

const addressIn = ({ pathname, search }: URL | Location) => addressOf(pathname, new URLSearchParams(search));

/** Returns what the document was loaded with: another page may have been reached before this code came. */
function loadedAddress(): string {
  const [navigation] = performance.getEntriesByType("navigation");
  return addressIn(navigation === undefined ? window.location : new URL(navigation.name));
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
  const address = addressOf(usePathname(), useSearchParams());
  const [first] = useState(loadedAddress);
  const shown = useRef(first);
  const traversedTo = useRef<string | null>(null);

  useEffect(() => {
    const remember = () => {
      traversedTo.current = addressIn(window.location);
    };
    window.addEventListener("popstate", remember);
    return () => window.removeEventListener("popstate", remember);
  }, []);

  useLayoutEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    const isTraversal = traversedTo.current === address;
    traversedTo.current = null;
    if (!isTraversal && window.location.hash === "") window.scrollTo({ top: 0, behavior: "instant" });
    return focusWhenThere(document.activeElement);
  }, [address]);
  return null;
}
