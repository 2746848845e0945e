"use client";

import { useRemembered } from "@/hooks/browser/use-remembered";
import { COLUMNS, type Column } from "@/lib/board/model/columns";

/** Which columns are folded away on this device. New never is: an order nobody sees is an order lost. */
export function useCollapsed() {
  const [text, remember] = useRemembered("platewire.board.collapsed", "done");
  const names = text.split(" ");
  const isCollapsed = (column: Column) => column !== "new" && names.includes(column);
  const toggle = (column: Column) =>
    remember(COLUMNS.filter((other) => isCollapsed(other) !== (other === column)).join(" "));
  return { isCollapsed, toggle };
}
