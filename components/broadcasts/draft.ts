import type { Broadcast, Kind } from "@/lib/broadcasts/model/schema";
import type { CommandInput } from "@/lib/commands";

/** What the form of a broadcast holds: texts as they are typed. Fields of other kinds are kept while the kind is changed. */
export interface Draft {
  kind: Kind;
  audience: Broadcast["audience"];
  title: string;
  content: string;
  severity: "info" | "warning" | "critical";
  priority: "low" | "normal" | "high" | "urgent";
  requiresAction: boolean;
  planned: boolean;
  /** Minutes. */
  duration: string;
  /** As `2026-11-27T18:05`, in UTC; empty: now. */
  startsAt: string;
  endsAt: string;
}

export const EMPTY_DRAFT: Draft = {
  ...{
    kind: "maintenance",
    audience: "everybody",
    title: "",
    content: "",
    severity: "info",
    priority: "normal",
  },
  ...{ requiresAction: false, planned: true, duration: "30", startsAt: "", endsAt: "" },
};

/** As a field of a date and time takes it. */
const toField = (iso: string) => iso.slice(0, 16);
const toInstant = (field: string) => (field === "" ? undefined : `${field}:00.000Z`);

export function draftOf(broadcast: Broadcast): Draft {
  const { kind, audience, starts_at, ends_at } = broadcast;
  const times = { startsAt: toField(starts_at), endsAt: toField(ends_at) };
  const shared = { ...EMPTY_DRAFT, kind, audience, ...times };
  switch (broadcast.kind) {
    case "maintenance":
      return {
        ...shared,
        content: broadcast.reason,
        planned: broadcast.planned,
        duration: String(broadcast.duration),
      };
    case "system_update": {
      const { title, content, severity, requires_action: requiresAction } = broadcast;
      return { ...shared, title, content, severity, requiresAction };
    }
    case "announcement": {
      const { title, content, priority, requires_action: requiresAction } = broadcast;
      return { ...shared, title, content, priority, requiresAction };
    }
  }
}

export function inputOf(draft: Draft): CommandInput<"send_broadcast"> {
  const { kind, audience, title, content, requiresAction: requires_action } = draft;
  const starts_at = toInstant(draft.startsAt);
  const ends_at = toInstant(draft.endsAt);
  const start = starts_at === undefined ? {} : { starts_at };
  if (kind === "maintenance")
    return { kind, planned: draft.planned, duration: Number(draft.duration), reason: content, ...start };
  const texts = {
    audience,
    title,
    content,
    requires_action,
    ...start,
    ...(ends_at !== undefined && { ends_at }),
  };
  return kind === "system_update"
    ? { kind, ...texts, severity: draft.severity }
    : { kind, ...texts, priority: draft.priority };
}

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/** Returns what readers will see. `now` is the server's time (ms). */
export function previewOf(draft: Draft, now: number): Broadcast {
  const start = Date.parse(toInstant(draft.startsAt) ?? "");
  const from = Number.isNaN(start) ? now : start;
  const minutes = Math.min(24 * 60, Math.max(1, Math.floor(Number(draft.duration)) || 1));
  const to = draft.kind === "maintenance" ? from + minutes * MINUTE : from + WEEK;
  const shared = {
    ...{
      id: "00000000-0000-4000-8000-000000000000",
      version: 1,
      audience: draft.audience,
      withdrawn_at: null,
    },
    ...{ starts_at: new Date(from).toISOString(), ends_at: new Date(to).toISOString() },
  };
  const { kind, title, content, requiresAction: requires_action } = draft;
  if (kind === "maintenance")
    return { kind, ...shared, planned: draft.planned, duration: minutes, reason: content };
  return kind === "system_update"
    ? { kind, ...shared, title, content, requires_action, severity: draft.severity }
    : { kind, ...shared, title, content, requires_action, priority: draft.priority };
}
