import "server-only";
import { fleetOf } from "@/lib/auth/model/fleet";
import type { Transaction } from "@/lib/db/transaction";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { dispatchChanged } from "@/lib/dispatch/model/events";
import { publish } from "@/lib/realtime/publish/publish";

/** Tells the dispatchers of a fleet, and the planner, that something about a rider of theirs has changed. */
export function publishRiderChanged(tx: Transaction, tenantId: string | null, riderId: string): void {
  const data = { timestamp: new Date().toISOString(), order_ids: [], rider_ids: [riderId] };
  publish(tx, [{ channel: fleetChannel.name(fleetOf(tenantId)), event: dispatchChanged, data }]);
}
