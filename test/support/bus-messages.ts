import type { BusMessage } from "@/lib/realtime/bus/bus";

export function ephemeralMessage(
  channel: string,
  over: Partial<BusMessage> & { text?: string; n?: number } = {},
): BusMessage {
  const { text = "", n = 0, ...rest } = over;
  const data = JSON.stringify({ n, text });
  const plain = {
    epoch: "",
    offset: null,
    type: "glimpse",
    priority: "normal",
    key: "",
    isThrottled: false,
  } as const;
  return { channel, data, ...plain, ...rest };
}

export function durableMessage(
  channel: string,
  offset: number,
  text = "",
  priority: BusMessage["priority"] = "high",
): BusMessage {
  const data = JSON.stringify({ n: offset, text });
  return { channel, epoch: "life", offset, type: "said", priority, key: null, isThrottled: false, data };
}
