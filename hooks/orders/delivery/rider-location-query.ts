import type { QueryClient } from "@tanstack/react-query";
import { fetchRiderLocation } from "@/lib/riders/client/fetch-location";
import type { RiderLocation } from "@/lib/riders/model/location";
import type { Position } from "@/lib/riders/model/position";

export const riderLocationKey = (orderId: string) => ["rider-location", orderId] as const;

export const riderLocationQuery = (orderId: string) => ({
  queryKey: riderLocationKey(orderId),
  queryFn: async ({ signal, client }: { signal: AbortSignal; client: QueryClient }) => {
    const fresh = await fetchRiderLocation(orderId, signal);
    const known = client.getQueryData<RiderLocation>(riderLocationKey(orderId));
    return keepNewer(fresh, known);
  },
});

const isNewer = (one: Position, other: Position) => Date.parse(one.at) > Date.parse(other.at);

/** An event may have brought a newer position while the answer was on its way. */
function keepNewer(fresh: RiderLocation, known: RiderLocation | undefined): RiderLocation {
  const position = known?.position ?? null;
  const isOvertaken = fresh.position !== null && position !== null && isNewer(position, fresh.position);
  return isOvertaken ? { ...fresh, position } : fresh;
}

/** A position is only sent to the customer whose stop is next. */
export function applyPosition(client: QueryClient, orderId: string, position: Position): void {
  client.setQueryData<RiderLocation>(riderLocationKey(orderId), (known) => {
    if (known === undefined) return undefined;
    if (known.position !== null && !isNewer(position, known.position)) return known;
    const state = known.state === "at_door" ? known.state : "on_the_way";
    return { ...known, state, doors_before: 0, position };
  });
}
