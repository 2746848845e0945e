"use client";

import { usePreference } from "@/hooks/browser/use-preference";
import { COLUMNS, type Column } from "@/lib/board/model/columns";

/** Excludes New, so that no order is overlooked. */
export function useCollapsed() {
  const [text, remember] = usePreference("platewire.board.collapsed", "done");
  const names = text.split(" ");
  const isCollapsed = (column: Column) => column !== "new" && names.includes(column);
  const toggle = (column: Column) =>
    remember(COLUMNS.filter((other) => isCollapsed(other) !== (other === column)).join(" "));
  return { isCollapsed, toggle };
}
