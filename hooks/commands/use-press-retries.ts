"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { PressSender } from "@/lib/commands/client/press-sender";
import { onPageNews } from "@/lib/http/page/news";
import { spreadMs } from "@/lib/realtime/client/spread";

/** Besides the moments at which the connection comes back. */
const RETRY_MS = 3_000;
/** While the server asks for a sign-in, each pause is twice the last one, up to this. */
const REFUSED_MS = 60_000;

interface Retries {
  kept: Pick<PressSender, "sendWaiting">;
  isWaiting: boolean;
  isLive: boolean;
  /** No attempt of this page would be taken. */
  isHopeless: boolean;
}

/**
 * Sends the presses that wait: when the connection comes back, when the person comes back to the page, and otherwise every
 * few seconds. Returns whether the last attempt was refused because nobody is signed in: a stream that was opened
 * before that stays live.
 */
export function usePressRetries({ kept, isWaiting, isLive, isHopeless }: Retries): boolean {
  const [needsSignIn, setNeedsSignIn] = useState(false);
  const isRefused = useRef(false);
  useEffect(
    () =>
      onPageNews((news) => {
        if (news !== "unauthenticated") return;
        isRefused.current = true;
        setNeedsSignIn(true);
      }),
    [],
  );
  const tryAgain = useEffectEvent(async () => {
    // Without any network, the browser says when it is back.
    if (!isLive && !navigator.onLine) return;
    isRefused.current = false;
    await kept.sendWaiting();
    setNeedsSignIn(isRefused.current);
  });

  useEffect(() => {
    if (isLive && !isHopeless) void tryAgain();
  }, [isLive, isHopeless]);
  useEffect(() => {
    if (!isWaiting || isHopeless) return;
    const sendNow = () => void tryAgain();
    // Whoever signed in on another tab comes back to this one.
    const comeBack = () => {
      if (isRefused.current) void tryAgain();
    };
    window.addEventListener("online", sendNow);
    window.addEventListener("focus", comeBack);
    return () => {
      window.removeEventListener("online", sendNow);
      window.removeEventListener("focus", comeBack);
      // Whatever waits next may wait for something else.
      isRefused.current = false;
      setNeedsSignIn(false);
    };
  }, [isWaiting, isHopeless]);
  // Presses that are made or answered meanwhile do not put the next attempt off.
  useEffect(() => {
    if (!isWaiting || isHopeless) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const plan = (pause: number) => {
      timer = setTimeout(
        () =>
          void tryAgain().then(() => {
            if (!isOver) plan(isRefused.current ? Math.min(2 * pause, REFUSED_MS) : RETRY_MS);
          }),
        spreadMs(pause, Math.random()),
      );
    };
    plan(RETRY_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isWaiting, isHopeless]);
  return needsSignIn && isWaiting && !isHopeless;
}
