import type { LogHead, Position } from "@/lib/realtime/protocol/position";
import type { Gap } from "./define-reaction";

export type Step =
  | { readonly kind: "wait" }
  | { readonly kind: "read"; readonly to: Position }
  | { readonly kind: "gap"; readonly reason: Gap["reason"]; readonly to: Position };

/** Looks at most `atMost` offsets ahead. Pure. */
export function nextStep({ epoch, offset }: Position, log: LogHead, atMost: number): Step {
  const isUnread = epoch === "" && offset === 0;
  const behindTheGap = { epoch: log.epoch, offset: log.tail };
  if (!isUnread && epoch !== log.epoch) return { kind: "gap", reason: "epoch", to: behindTheGap };
  if (offset < log.tail) return { kind: "gap", reason: "trimmed", to: behindTheGap };
  // A position ahead of the log was moved by another runner after this log was read.
  if (offset >= log.head) return { kind: "wait" };
  return { kind: "read", to: { epoch: log.epoch, offset: Math.min(log.head, offset + atMost) } };
}

const LONGEST_PAUSE_SECONDS = 300;

/** 1, 2, 4 … up to 300. */
export function retryAfterSeconds(failures: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(failures - 1, 16));
}

export function matcherOf(pattern: string): RegExp {
  const parts = pattern.split("%").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
