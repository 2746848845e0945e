import type { LogHead, Position } from "@/lib/realtime/protocol/position";
import type { Gap } from "./define-reaction";

export type Step =
  | { readonly kind: "wait" }
  /** Handle the events after the position, up to this offset. */
  | { readonly kind: "read"; readonly to: Position }
  /** Record that events are gone, and continue after them. */
  | { readonly kind: "gap"; readonly reason: Gap["reason"]; readonly to: Position };

/** Decides the next step of a reaction at `position`, over at most `atMost` offsets. Pure. */
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

/** Returns the seconds before the retry after this many consecutive failures: 1, 2, 4 … up to 300. */
export function retryAfterSeconds(failures: number): number {
  return Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(failures - 1, 16));
}

/** Compiles a reaction's channel pattern, in which `%` stands for any text. */
export function matcherOf(pattern: string): RegExp {
  const parts = pattern.split("%").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
