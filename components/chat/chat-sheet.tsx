"use client";

import { type ReactNode, useState } from "react";
import { Sheet } from "@/components/ui/overlay/sheet";
import { Words } from "@/components/ui/words";
import type { ChatRoom } from "@/lib/chat/model/rooms";
import { ChatPanel, type ChatPanelProps } from "./chat-panel";
import "./chat.css";

interface ChatSheetProps extends Omit<ChatPanelProps, "room" | "onRoom"> {
  title: string;
  /** Above the chats. */
  head?: ReactNode;
  /** The room that is shown first. */
  start: ChatRoom;
  onClose: () => void;
}

/** The chats of one order over the page. */
export function ChatSheet({ title, head, start, rooms, onClose, ...panel }: ChatSheetProps) {
  const [chosen, setChosen] = useState(start);
  // The rider may have given the order back, and their rooms with it.
  const room = rooms.includes(chosen) ? chosen : (rooms[0] ?? "customer_store");
  return (
    <Sheet side="right" open onOpenChange={(open) => !open && onClose()} title={title} className="chat-sheet">
      <Words>{head}</Words>
      <ChatPanel {...panel} rooms={rooms} room={room} onRoom={setChosen} />
    </Sheet>
  );
}
