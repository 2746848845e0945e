"use client";

import { useEffect, useMemo, useState } from "react";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { broadcastChannel } from "@/lib/auth/model/channels";
import { knowIntake, knowMaintenance } from "@/lib/broadcasts/client/maintenance";
import { isShown, windowOf } from "@/lib/broadcasts/model/phase";
import type { Broadcast, PlatformState } from "@/lib/broadcasts/model/schema";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { spreadMs } from "@/lib/realtime/client/spread";

/** Far above what can be open at once. */
const KEPT = 200;

function put(state: PlatformState, broadcast: Broadcast): PlatformState {
  const known = state.broadcasts.find(({ id }) => id === broadcast.id);
  if (known !== undefined && known.version >= broadcast.version) return state;
  const others = state.broadcasts.filter(({ id }) => id !== broadcast.id);
  return { ...state, broadcasts: [...others, broadcast].slice(-KEPT) };
}

/** Tells the page's timers and its checkout of maintenance and of a stop. */
function useToldTimers({ broadcasts, stopped }: PlatformState): void {
  const windows = useMemo(
    () => broadcasts.filter(({ kind }) => kind === "maintenance").map(windowOf),
    [broadcasts],
  );
  useEffect(() => knowMaintenance(windows), [windows]);
  const stop = stopped.find(({ name }) => name === "intake")?.reason ?? null;
  useEffect(() => knowIntake(stop), [stop]);
}

/** How old a page of a visitor gets before it is read again (ms); spread, so that they do not all ask at once. */
const VISITOR_MS = Math.floor(spreadMs(120_000, Math.random()));

/** The same while maintenance is announced or lasts, because it may be moved, extended or ended early. */
const VISITOR_SOON_MS = Math.floor(spreadMs(20_000, Math.random()));

const hasMaintenance = ({ broadcasts }: PlatformState, now: number): boolean =>
  broadcasts.some((one) => one.kind === "maintenance" && isShown(one, now));

/**
 * For pages without a stream: reads the page again every two minutes while somebody looks at it, every 20 seconds while
 * maintenance is announced, and when they come back.
 */
export function useStatedBroadcasts(fromServer: PlatformState): void {
  useToldTimers(fromServer);
  const refresh = useRefresh();
  useEffect(() => {
    let readAt = performance.now();
    const readAgain = () => {
      const due = hasMaintenance(fromServer, serverNow()) ? VISITOR_SOON_MS : VISITOR_MS;
      if (document.hidden || performance.now() - readAt < due) return;
      readAt = performance.now();
      refresh();
    };
    const timer = setInterval(readAgain, VISITOR_SOON_MS);
    document.addEventListener("visibilitychange", readAgain);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", readAgain);
    };
  }, [fromServer, refresh]);
}

/** Keeps what the platform says to everybody, and tells the page's timers of maintenance. */
export function useBroadcasts(fromServer: PlatformState, since: string | undefined) {
  const [seen, setSeen] = useState(fromServer);
  const [state, setState] = useState(fromServer);
  if (seen !== fromServer) {
    setSeen(fromServer);
    setState(fromServer);
  }
  const readAgain = useSpreadOut(useRefresh());
  useChannel(
    broadcastChannel.of(),
    {
      maintenance: (data) => setState((before) => put(before, { kind: "maintenance", ...data })),
      system_update: (data) => setState((before) => put(before, { kind: "system_update", ...data })),
      announcement: (data) => setState((before) => put(before, { kind: "announcement", ...data })),
      platform_switch: ({ name, is_stopped, reason }) =>
        setState((before) => {
          const others = before.stopped.filter((one) => one.name !== name);
          return { ...before, stopped: is_stopped ? [...others, { name, reason: reason ?? "" }] : others };
        }),
      system_health: ignore,
      reset: readAgain,
    },
    { since },
  );
  useToldTimers(state);
  const confirmed = (id: string) =>
    setState((before) => ({ ...before, confirmed: [...before.confirmed, id] }));
  return { state, confirmed };
}
