"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { ChatParty } from "@/lib/chat/model/rooms";
import type { RoomOf } from "./chat-key";

interface Typing extends RoomOf {
  readonly author: { readonly kind: ChatParty; readonly name: string };
}

/** Longer than the pause between two reports of somebody who goes on typing (ms). */
export const FORGOTTEN_MS = 6_000;

const typing = new Map<string, { readonly name: string; readonly timer: ReturnType<typeof setTimeout> }>();
const listeners = new Set<() => void>();

const roomKey = ({ order_id, room, as }: RoomOf) => `${order_id} ${room} ${as} `;

function notify(): void {
  for (const listener of listeners) listener();
}

function forget(key: string): void {
  const known = typing.get(key);
  if (known === undefined) return;
  clearTimeout(known.timer);
  typing.delete(key);
  notify();
}

/** Nothing of it is stored, and nobody takes it back when a page is closed: it is forgotten. */
export function heardTyping({ author, ...room }: Typing, isTyping: boolean): void {
  const key = roomKey(room) + author.kind;
  if (author.kind === room.as) return;
  if (!isTyping) {
    forget(key);
    return;
  }
  clearTimeout(typing.get(key)?.timer);
  typing.set(key, { name: author.name, timer: setTimeout(() => forget(key), FORGOTTEN_MS) });
  notify();
}

/** What somebody was typing has come. */
export function stoppedTyping(room: RoomOf, kind: string): void {
  forget(roomKey(room) + kind);
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Returns the names of those who are typing in a room, joined by line ends, because a store needs the same value twice. */
export function useTyping({ order_id, room, as }: RoomOf): readonly string[] {
  const names = useCallback(() => {
    const key = roomKey({ order_id, room, as });
    return [...typing]
      .filter(([one]) => one.startsWith(key))
      .map(([, { name }]) => name)
      .join("\n");
  }, [order_id, room, as]);
  const joined = useSyncExternalStore(watch, names, () => "");
  return joined === "" ? [] : joined.split("\n");
}
