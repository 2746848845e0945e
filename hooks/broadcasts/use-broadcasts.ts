"use client";

import { useEffect, useMemo, useState } from "react";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { broadcastChannel } from "@/lib/auth/model/channels";
import { knowMaintenance } from "@/lib/broadcasts/client/maintenance";
import { windowOf } from "@/lib/broadcasts/model/phase";
import type { Broadcast, InForce } from "@/lib/broadcasts/model/schema";
import type { StoppedSwitch } from "@/lib/platform/model/switches";

export interface PlatformState extends InForce {
  /** Parts of the platform that are stopped. */
  readonly stopped: readonly Pick<StoppedSwitch, "name" | "reason">[];
}

/** Far above what can be open at once. */
const KEPT = 200;

function put(state: PlatformState, broadcast: Broadcast): PlatformState {
  const known = state.broadcasts.find(({ id }) => id === broadcast.id);
  if (known !== undefined && known.version >= broadcast.version) return state;
  const others = state.broadcasts.filter(({ id }) => id !== broadcast.id);
  return { ...state, broadcasts: [...others, broadcast].slice(-KEPT) };
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
  const windows = useMemo(
    () => state.broadcasts.filter(({ kind }) => kind === "maintenance").map(windowOf),
    [state.broadcasts],
  );
  useEffect(() => knowMaintenance(windows), [windows]);
  const confirmed = (id: string) =>
    setState((before) => ({ ...before, confirmed: [...before.confirmed, id] }));
  return { state, confirmed };
}
