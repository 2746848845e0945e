import "server-only";
import * as z from "zod/mini";
import { type Broadcast, broadcastSchema } from "@/lib/broadcasts/model/schema";
import type { broadcasts } from "@/lib/db/schema/broadcasts";

type Row = typeof broadcasts.$inferSelect;

const MINUTE = 60_000;

export function toBroadcast(row: Row): Broadcast {
  const shared = {
    id: row.id,
    kind: row.kind,
    version: row.version,
    audience: row.audience,
    starts_at: row.starts_at.toISOString(),
    ends_at: row.ends_at.toISOString(),
    withdrawn_at: row.withdrawn_at?.toISOString() ?? null,
  };
  if (row.kind === "maintenance")
    return z.parse(broadcastSchema, {
      ...shared,
      planned: row.is_planned,
      duration: Math.round((row.ends_at.getTime() - row.starts_at.getTime()) / MINUTE),
      reason: row.content,
    });
  const { title, content, requires_action, level } = row;
  return z.parse(broadcastSchema, {
    ...shared,
    title,
    content,
    requires_action,
    [row.kind === "announcement" ? "priority" : "severity"]: level,
  });
}
