"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { serverNow, toServerTime } from "@/lib/realtime/client/server-clock";
import {
  delivered,
  dueIn,
  emptyQueue,
  type Fix,
  type LocationQueue,
  pointsToSend,
  refused,
  tried,
  withFix,
} from "@/lib/riders/model/location-queue";
import type { Point } from "@/lib/riders/model/position";

/** `unavailable`: the phone has no fix now, and may have one later. */
export type LocationState = "off" | "asking" | "on" | "denied" | "unavailable" | "unsupported";

/** `retryInMs`: the server did not look at the points. */
export type ReportAnswer = { nextInMs: number } | { retryInMs: number };

export interface LocationOptions {
  /** When the shift began (ms); null off shift, when nothing is watched, kept or sent. */
  shiftStartedAt: number | null;
  /** Rejects when there is no answer. */
  report: (points: Point[]) => Promise<ReportAnswer>;
  /** For a page that is hidden: the request goes on when the page does not. */
  reportOnHide: (points: Point[]) => void;
}

const WATCH: PositionOptions = { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 };
/** After a request without an answer. */
const RETRY_MS = 10_000;
const DENIED = 1;

const within = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value));

/** Returns null for what is no place. */
function fixOf({ coords, timestamp }: GeolocationPosition): Fix | null {
  const { latitude: lat, longitude: lng, accuracy, heading, speed } = coords;
  if (!Number.isFinite(lat) || !Number.isFinite(lng) || Math.abs(lat) > 90 || Math.abs(lng) > 180)
    return null;
  return {
    lat,
    lng,
    accuracy: Number.isFinite(accuracy) ? within(0, accuracy, 100_000) : 100_000,
    heading: heading === null || !Number.isFinite(heading) ? null : within(0, heading, 360),
    speed: speed === null || !Number.isFinite(speed) ? null : within(0, speed, 1_000),
    at: new Date(toServerTime(timestamp)).toISOString(),
  };
}

/**
 * Reports where the phone is while its rider is on shift. Steps never depend on it. Phones stop it while the screen is locked, and
 * some do not begin again by themselves (iOS): it is started anew whenever the page is shown.
 */
export function useLocation({ shiftStartedAt, report, reportOnHide }: LocationOptions): LocationState {
  const [state, setState] = useState<LocationState>("off");
  const send = useEffectEvent((points: Point[]) => report(points));
  const sendOnHide = useEffectEvent((points: Point[]) => reportOnHide(points));

  useEffect(() => {
    if (shiftStartedAt === null) return;
    // Missing on pages without HTTPS.
    const found: Geolocation | null | undefined = navigator.geolocation;
    if (found == null) {
      setState("unsupported");
      return () => setState("off");
    }
    const geolocation = found;
    let queue: LocationQueue = emptyQueue(serverNow(), shiftStartedAt);
    let isSending = false;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let watch: number | undefined;

    async function sendNow() {
      isSending = true;
      const points = pointsToSend(queue);
      queue = tried(queue, serverNow());
      const answer = await send(points).catch(() => ({ retryInMs: RETRY_MS }));
      queue =
        "nextInMs" in answer ? delivered(queue, points, answer.nextInMs) : refused(queue, answer.retryInMs);
      isSending = false;
      plan();
    }
    function plan() {
      clearTimeout(timer);
      const due = dueIn(queue, serverNow());
      if (isOver || isSending || due === null) return;
      if (due === 0) void sendNow();
      else timer = setTimeout(plan, due);
    }
    function follow() {
      if (watch !== undefined) geolocation.clearWatch(watch);
      setState((known) => (known === "on" ? known : "asking"));
      watch = geolocation.watchPosition(
        (position) => {
          const fix = fixOf(position);
          if (fix === null || isOver) return;
          setState("on");
          queue = withFix(queue, fix);
          plan();
        },
        ({ code }) => {
          if (!isOver) setState(code === DENIED ? "denied" : "unavailable");
        },
        WATCH,
      );
    }
    function onVisibility() {
      if (document.visibilityState === "visible") return follow();
      const points = pointsToSend(queue);
      if (points.length === 0 || isSending) return;
      sendOnHide(points);
      queue = tried(queue, serverNow());
    }

    follow();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      isOver = true;
      clearTimeout(timer);
      if (watch !== undefined) geolocation.clearWatch(watch);
      document.removeEventListener("visibilitychange", onVisibility);
      setState("off");
    };
  }, [shiftStartedAt]);
  return state;
}
