"use client";

import { useCallback, useState } from "react";
import { sendChatPhoto } from "@/lib/chat/client/fetch";
import type { RoomOf } from "./chat-key";

export interface ChatPhoto {
  file: File | null;
  state: "none" | "sending" | "failed";
  /** Why the server did not take it, in its words; null when there was no answer. */
  problem: string | null;
  choose: (file: File) => void;
  again: () => void;
  forget: () => void;
}

/** Uploads a photo at once, because there is nothing more to say about it, and then sends the message that holds it. */
export function useChatPhoto(of: RoomOf, onStored: (photoId: string) => void): ChatPhoto {
  const [file, setFile] = useState<File | null>(null);
  const [state, setState] = useState<ChatPhoto["state"]>("none");
  const [problem, setProblem] = useState<string | null>(null);

  const upload = useCallback(
    async (chosen: File) => {
      setState("sending");
      setProblem(null);
      const answer = await sendChatPhoto(of.order_id, of.room, { file: chosen, as: of.as }).catch(() => null);
      if (answer?.kind === "stored") {
        setFile(null);
        setState("none");
        return onStored(answer.photoId);
      }
      setState("failed");
      setProblem(answer?.message ?? null);
    },
    [of, onStored],
  );
  return {
    file,
    state,
    problem,
    choose: (chosen) => {
      setFile(chosen);
      void upload(chosen);
    },
    again: () => {
      if (file !== null) void upload(file);
    },
    forget: () => {
      setFile(null);
      setState("none");
    },
  };
}
