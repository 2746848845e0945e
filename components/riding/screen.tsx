"use client";

import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useLayoutEffect, useRef } from "react";
import { Words } from "@/components/ui/words";

/** A press so soon after a screen appeared (ms) was meant for the one before. */
const TOO_SOON_MS = 500;

interface ScreenProps {
  title: ReactNode;
  /** Read out, but not shown: the screen says it in other words. */
  hidesTitle?: boolean;
  children: ReactNode;
  /** The next step, at the thumb. */
  foot?: ReactNode;
}

/** True from the first render of the page on, so that the first screen does not take the focus. */
let hasShownOne = false;

/**
 * One screen of the rider's page; give it a `key`. When the pressed button has gone with the screen before, the heading gets the
 * focus, which also reads it out, once.
 */
export function Screen({ title, hidesTitle = false, children, foot }: ScreenProps) {
  const root = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  useLayoutEffect(() => {
    if (!hasShownOne) {
      hasShownOne = true;
      return;
    }
    shownAt.current = performance.now();
    root.current?.scrollTo?.(0, 0);
    const { activeElement: now, body } = document;
    if (now === null || now === body) heading.current?.focus({ preventScroll: true });
  }, []);
  const ignoreTooSoon = (event: SyntheticEvent) => {
    if (performance.now() - shownAt.current >= TOO_SOON_MS) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // A key that is held down must not walk through the steps.
  const ignoreHeld = (event: KeyboardEvent) => {
    if (event.repeat && event.key === "Enter") event.preventDefault();
  };
  return (
    <div ref={root} className="ride-screen" onClickCapture={ignoreTooSoon} onKeyDownCapture={ignoreHeld}>
      <h1 ref={heading} tabIndex={-1} className={hidesTitle ? "sr-only" : "ride-title"}>
        {title}
      </h1>
      <Words>{children}</Words>
      {foot !== undefined && <div className="ride-foot">{foot}</div>}
    </div>
  );
}
