import type { LogHead, ResetReason } from "./position";
import { dataField, encodeFrame, eventField } from "./sse";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const DATA = "data: ";

export type ByeReason = "limit" | "shutdown" | "slow" | "signed_out" | "dropped";

function withPlace(channel: string, offset: number | null, json: string): string {
  const place = offset === null ? "" : `,"offset":${offset}`;
  const rest = json === "{}" ? "}" : `,${json.slice(1)}`;
  return `{"channel":${JSON.stringify(channel)}${place}${rest}`;
}

/** Lacks the `id:`, which differs by connection. Shared by all readers. */
export function durableBody(channel: string, offset: number, type: string, json: string): Uint8Array {
  return encoder.encode(eventField(type) + dataField(withPlace(channel, offset, json)));
}

export function typeOfBody(body: Uint8Array): string {
  return /^event: (.*)\n/.exec(decoder.decode(body))?.[1] ?? "";
}

export function jsonOfBody(body: Uint8Array): string {
  const text = decoder.decode(body);
  return text.slice(text.indexOf(DATA) + DATA.length);
}

export function ephemeralFrame(channel: string, type: string, json: string): Uint8Array {
  return encoder.encode(`${eventField(type)}${dataField(withPlace(channel, null, json))}\n`);
}

/** Sent with every `connected`, because otherwise a native `EventSource` keeps the value of an earlier `bye`. */
const RETRY_MS = 1_000;

export function connectedFrame(
  about: {
    connection_id: string;
    channels: readonly string[];
    resumed: boolean;
    heartbeat_ms: number;
    server_time: string;
  },
  id: string,
): Uint8Array {
  return encoder.encode(
    encodeFrame({ retryMs: RETRY_MS, event: "connected", data: JSON.stringify(about), id }),
  );
}

export function resetBody(channel: string, log: LogHead, reason: ResetReason): Uint8Array {
  const about = { channel, offset: log.head, epoch: log.epoch, reason };
  return encoder.encode(eventField("reset") + dataField(JSON.stringify(about)));
}

export function heartbeatFrame(now: Date): Uint8Array {
  const data = JSON.stringify({ server_time: now.toISOString() });
  return encoder.encode(encodeFrame({ comment: "ping", event: "heartbeat", data }));
}

/** Removes the final line end of a frame, so that an `id:` can follow. */
export function openEnded(frame: Uint8Array): Uint8Array {
  return frame.subarray(0, -1);
}

export function byeFrame(reason: ByeReason, retryMs: number): Uint8Array {
  const retry_ms = Math.round(retryMs);
  return encoder.encode(
    encodeFrame({ retryMs: retry_ms, event: "bye", data: JSON.stringify({ reason, retry_ms }) }),
  );
}
