"use client";

import { useLayoutEffect, useState } from "react";

/** Returns the element with this id; null in the first render, which may be the one that makes it. */
export function useElement(id: string): HTMLElement | null {
  const [element, setElement] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setElement(document.getElementById(id)), [id]);
  return element;
}
