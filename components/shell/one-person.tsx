"use client";

import { useEffect } from "react";
import { stated } from "@/lib/http/page/read-statement";
import { CONTENT_USER, PAGE_USER } from "@/lib/http/page/statement";

/** The frame and the content of one answer may be shown one after the other. */
const TOGETHER_MS = 500;

/**
 * False on a page that states no person, such as the sign-in page. The head may still hold the statement of an earlier
 * page's content.
 */
function isMixed(): boolean {
  const person = stated(PAGE_USER);
  if (person === "") return false;
  const contents = document.querySelectorAll(`meta[name="${CONTENT_USER}"]`);
  return [...contents].some((one) => one.getAttribute("content") !== person);
}

/**
 * After another sign-in, a navigation without a load brings that person's content into the frame of the page's own person.
 * The navigation is then completed as a load.
 */
export function OnePerson() {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      clearTimeout(timer);
      if (isMixed())
        timer = setTimeout(() => {
          if (isMixed()) location.reload();
        }, TOGETHER_MS);
    };
    const observer = new MutationObserver(check);
    observer.observe(document.head, { childList: true, subtree: true, attributeFilter: ["content"] });
    check();
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, []);
  return null;
}
