import "server-only";
import { dayOf } from "@/lib/board/model/columns";
import { queryable } from "@/lib/db/client";
import { figuresChannel } from "@/lib/figures/model/channels";
import { rankChange, scoreUpdate } from "@/lib/figures/model/events";
import { rankChanges } from "@/lib/figures/model/ranks";
import type { DayFigures } from "@/lib/figures/model/schema";
import { keepAlive } from "@/lib/realtime/publish/keep-alive";
import { publishEphemeral } from "@/lib/realtime/publish/publish";
import { TimedThrottle } from "@/lib/realtime/publish/timed-throttle";
import { logger } from "@/lib/server/logger";
import { countFigures } from "./queries";
import { readStore } from "./store";

type Published = Pick<DayFigures, "date" | "orders" | "revenue" | "top_items">;

interface Held {
  readonly tenantId: string;
  readonly published: PromiseWithResolvers<void>;
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireScores: Map<string, Published> | undefined;
  var platewireScoreThrottle: TimedThrottle<Held> | undefined;
}

const STORES_AT_MOST = 10_000;

const isSame = (one: Published, other: Published | undefined) =>
  JSON.stringify(one) === JSON.stringify(other);

/** Publishes the leaderboard of the store's present day, unless this process has published the same one. */
export async function announceScores(tenantId: string): Promise<void> {
  globalThis.platewireScores ??= new Map();
  const published = globalThis.platewireScores;
  const db = await queryable();
  const store = await readStore(db, tenantId);
  if (store === null) return;
  const { date, orders, revenue, top_items, as_of } = await countFigures(
    db,
    store,
    dayOf(Date.now(), store.time_zone),
  );
  const scores: Published = { date, orders, revenue, top_items };
  const before = published.get(tenantId);
  if (isSame(scores, before)) return;
  if (published.size >= STORES_AT_MOST) published.clear();
  published.set(tenantId, scores);
  const channel = figuresChannel.name(tenantId);
  const about = { tenant_id: tenantId, date, timestamp: as_of };
  publishEphemeral([{ channel, event: scoreUpdate, data: { ...about, orders, revenue, top_items } }]);
  if (before === undefined) return;
  const changes = rankChanges(before.date === date ? before.top_items : [], top_items);
  if (changes.length > 0) publishEphemeral([{ channel, event: rankChange, data: { ...about, changes } }]);
}

function announceNow({ tenantId, published }: Held): Promise<void> {
  return announceScores(tenantId)
    .catch((error: unknown) =>
      logger.warn({ error, tenant: tenantId }, "The leaderboard could not be published"),
    )
    .finally(() => published.resolve());
}

/** Announces at most once a second for each store; what changes meanwhile is announced when the second ends. */
export function announceScoresSoon(tenantId: string): void {
  globalThis.platewireScoreThrottle ??= new TimedThrottle((due) => {
    for (const held of due) void announceNow(held);
  });
  const throttle = globalThis.platewireScoreThrottle;
  const published = throttle.held(tenantId)?.published ?? Promise.withResolvers<void>();
  const held = { tenantId, published };
  keepAlive(throttle.admits(tenantId, held) ? announceNow(held) : published.promise);
}
