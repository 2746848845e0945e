"use client";

import { useStore } from "@/hooks/board/store-context";
import { useBoardReads } from "@/hooks/board/use-board-reads";
import { DeviceContact } from "./device-contact";

/** Loads after the page, whose first data comes from the server, with the part that reports that this device lives. */
export function BoardReads({ onRead }: { onRead: () => void }) {
  useBoardReads(useStore().tenant, onRead);
  return <DeviceContact />;
}
