"use client";

import { useStore } from "@/hooks/board/store-context";
import { useBoardReads } from "@/hooks/board/use-board-reads";

/** Loads after the page, whose first data comes from the server. */
export function BoardReads({ onRead }: { onRead: () => void }) {
  useBoardReads(useStore().tenant, onRead);
  return null;
}
