"use client";

import { useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import type { Block } from "@/lib/printing/model/paper/ticket";
import { Paper } from "./paper";

const PX_PER_MM = 96 / 25.4;

/** While it is mounted, the browser prints this ticket in place of the page, on 80 mm and as long as the ticket is. */
export function PrintSheet({ blocks }: { blocks: readonly Block[] }) {
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const page = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
    const measure = () => {
      const height = sheet.current?.getBoundingClientRect().height ?? 0;
      // A roll has no pages: one that is a little too short would cut the last line.
      const millimetres = Math.ceil(height / PX_PER_MM) + 2;
      page.replaceSync(`@page ticket { size: 80mm ${millimetres}mm; margin: 0 }`);
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (sheet.current !== null) observer.observe(sheet.current);
    return () => {
      observer.disconnect();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== page);
    };
  }, []);
  return createPortal(
    <div ref={sheet} className="paper-sheet" aria-hidden="true">
      <Paper blocks={blocks} />
    </div>,
    document.body,
  );
}
