import type { Bus } from "@/lib/realtime/bus/bus";
import type { Connection } from "@/lib/realtime/connection/connection";
import { databaseLog, databasePresence } from "@/lib/realtime/hub/process-hub";
import { type HubOptions, StreamHub } from "@/lib/realtime/hub/stream-hub";
import { collectFrames, type ReadFrame } from "./sse-parser";
import { ROOMY, streamRequest } from "./stream-request";

export interface OpenedStream {
  readonly connection: Connection;
  readonly frames: ReadFrame[];
  readonly ended: Promise<void>;
  leave(): void;
  heard(type: string): unknown[];
}

export interface StreamInstance {
  readonly hub: StreamHub;
  open(wish?: Parameters<typeof streamRequest>[1]): Promise<OpenedStream>;
  stop(): Promise<void>;
}

export function startInstance(bus: Bus, options: Partial<HubOptions> = {}): StreamInstance {
  const hub = new StreamHub({
    log: databaseLog,
    bus,
    heartbeatMs: 10_000,
    checkMs: 60,
    caps: ROOMY,
    presence: databasePresence,
    ...options,
  });
  return {
    hub,
    open: async (wish) => {
      const gone = new AbortController();
      const opened = await hub.open(await streamRequest(hub, { signal: gone.signal, ...wish }));
      if (typeof opened === "string") throw new Error(`There is no stream: ${opened}`);
      const { frames, ended } = collectFrames(opened.body);
      return {
        connection: opened,
        frames,
        ended,
        leave: () => gone.abort(),
        heard: (type) => frames.filter(({ event }) => event === type).map(({ data }) => JSON.parse(data)),
      };
    },
    stop: () => hub.shutdown(),
  };
}
