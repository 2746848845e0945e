"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { useMustReload } from "@/hooks/commands/use-must-reload";
import { usePressRetries } from "@/hooks/commands/use-press-retries";
import { useStoredPresses } from "@/hooks/commands/use-stored-presses";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import {
  type OutgoingContent,
  outgoingPressesSchema,
  type Press,
  type Pressed,
  type PressQueue,
} from "@/lib/chat/client/outgoing";
import type { ChatParty, ChatRoom } from "@/lib/chat/model/rooms";
import { type Answer, createPressSender, isNoAnswer } from "@/lib/commands/client/press-sender";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { applyMessage } from "./open-rooms";
import { unreadChats } from "./unread-chats";

/** A message that the server refused, with its words. It stays until the person tries again or gives it up. */
export interface Refused {
  readonly press: Press;
  readonly message: string;
}

export interface SendChat {
  /** Not answered yet: on the way, or waiting for a connection. */
  presses: PressQueue;
  refused: readonly Refused[];
  send: (room: ChatRoom, content: OutgoingContent) => void;
  tryAgain: (key: string) => void;
  discard: (key: string) => void;
}

/** Sends an order's messages, each with one key until it is answered. What has no answer is kept, also over a reload. */
export function useSendChat(orderId: string, as: ChatParty): SendChat {
  const client = useQueryClient();
  const sendMessage = useCommand("send_chat_message");
  const [presses, setPresses] = useState<PressQueue>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);

  const attempt = useCallback(
    async (press: Press): Promise<Answer> => {
      const { name: _, ...message } = press.action;
      const answer = await sendMessage({ order_id: orderId, message }, { key: press.key });
      if (!answer.ok && isNoAnswer(answer.code)) return "unanswered";
      if (!answer.ok) {
        setRefused((all) => [...all, { press, message: answer.message }]);
        return "refused";
      }
      const { data: sent } = answer;
      const of = { order_id: orderId, room: sent.room, as };
      unreadChats.put([{ ...of, head: sent.seq, read: sent.seq }]);
      applyMessage(client, of, sent);
      return { ledTo: press.version };
    },
    [client, sendMessage, orderId, as],
  );
  const latest = useRef(attempt);
  useEffect(() => {
    latest.current = attempt;
  }, [attempt]);
  const [sender] = useState(() =>
    createPressSender<Pressed>({
      send: (press) => latest.current(press),
      now: serverNow,
      onChange: setPresses,
    }),
  );
  useStoredPresses({ name: `chat.${as}.${orderId}`, schema: outgoingPressesSchema, presses, kept: sender });
  const { state } = useRealtime();
  const mustReload = useMustReload();
  usePressRetries({
    kept: sender,
    isWaiting: presses.some(({ tries }) => tries > 0),
    isLive: state === "live",
    isHopeless: mustReload || state === "signed_out",
  });

  const send = useCallback(
    (room: ChatRoom, content: OutgoingContent) =>
      void sender.press({
        key: newKey(),
        subject: `${orderId} ${room}`,
        action: { name: "send", room, as, ...content },
        shown: 0,
        pressedAt: serverNow(),
      }),
    [sender, orderId, as],
  );
  return useMemo(() => {
    const without = (key: string) => setRefused((all) => all.filter(({ press }) => press.key !== key));
    return {
      presses,
      refused,
      send,
      tryAgain: (key) => {
        const again = refused.find(({ press }) => press.key === key);
        if (again === undefined) return void sender.confirm(key);
        // The server keeps its answer to the first key.
        without(key);
        send(again.press.action.room, again.press.action);
      },
      discard: (key) => {
        without(key);
        sender.discard(key);
      },
    };
  }, [presses, refused, send, sender]);
}
