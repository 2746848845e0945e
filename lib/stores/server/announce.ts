import "server-only";
import { menuChannel } from "@/lib/menu/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { type CheckedDraft, draftEvents } from "@/lib/realtime/publish/publish";
import { storeStatus } from "@/lib/stores/model/events";
import type { Tenant } from "@/lib/stores/model/schema";
import { statusAt } from "@/lib/stores/model/status/status";

/** For guests and for staff. */
export function eventsOfStatus(store: Tenant, now: Date): CheckedDraft[] {
  const { hours, intake, slot_orders, slot_points, auto_busy } = store;
  const data = {
    ...statusAt(store, now.getTime()),
    hours,
    intake,
    slot_orders,
    slot_points,
    auto_busy,
    tenant_id: store.id,
    timestamp: now.toISOString(),
  };
  return draftEvents(
    [menuChannel.name(store.id), tenantOrdersChannel.name(store.id)].map((channel) => ({
      channel,
      event: storeStatus,
      data,
    })),
  );
}
