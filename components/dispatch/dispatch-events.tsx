"use client";

import { TRIPS_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useOnceASecond } from "@/hooks/realtime/use-once-a-second";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import type { Position } from "@/lib/riders/model/position";

interface EventsProps {
  since: string | undefined;
  readAgain: () => unknown;
}

interface FleetEventsProps extends EventsProps {
  fleet: string;
  moved: (riderId: string, position: Position) => void;
}

/** Follows one fleet. A component, because the fleets of an admin's page change while it is open. */
export function FleetEvents({ fleet, since, readAgain, moved }: FleetEventsProps) {
  const readSoon = useOnceASecond(readAgain);
  const readSpread = useSpreadOut(readAgain);
  useChannel(
    fleetChannel.of(fleet),
    {
      offer_made: readSoon,
      offer_taken: readSoon,
      offer_declined: readSoon,
      offer_expired: readSoon,
      dispatch_changed: readSoon,
      // The page shows how old positions are, and everybody concerned is notified.
      rider_silent: ignore,
      rider_location: ({ rider_id, order_id: _, ...position }) => moved(rider_id, position),
      reset: readSpread,
    },
    { since },
  );
  return null;
}

/** Follows the orders of the store that is dispatched. Its fleet's events tell the rest. */
export function StoreOrderEvents({ tenantId, since, readAgain }: EventsProps & { tenantId: string }) {
  const readSpread = useSpreadOut(readAgain);
  useChannel(
    tenantOrdersChannel.of(tenantId),
    {
      new_order: readSpread,
      order_status_update: readSpread,
      // The mode of the store may be another.
      store_status: readSpread,
      payment_status: ignore,
      ...TRIPS_IGNORED,
      reset: readSpread,
    },
    { since },
  );
  return null;
}
