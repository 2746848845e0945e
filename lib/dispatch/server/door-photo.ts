import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { type Queryable, queryable } from "@/lib/db/client";
import { doorPhotos } from "@/lib/db/schema/dispatch";
import { orders } from "@/lib/db/schema/orders";
import { riders, trips } from "@/lib/db/schema/riders";
import { type Transaction, transaction } from "@/lib/db/transaction";
import type { ReadPhoto } from "@/lib/photos/read-photo";
import { receivePhoto } from "@/lib/photos/receive-photo";
import { RETENTION } from "@/lib/platform/model/retention";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { lockOrders } from "./riding/locks";
import { readStops } from "./riding/stops";

/** Longest side in pixels: enough to tell a door. */
const SIDE = 1_280;
const KEPT_DAYS = RETENTION.door_photos.days;

interface Upload {
  readonly tripId: string;
  readonly orderId: string;
  read(): Promise<ReadPhoto>;
}

const gone = () => failure<never>("not_found", errorText("riding.trip_gone"));

/** Only while the rider is on the way with an order whose customer asked for it. */
async function refuseUpload(
  db: Queryable,
  riderId: string,
  { tripId, orderId }: Pick<Upload, "tripId" | "orderId">,
): Promise<Failure<never> | null> {
  const [trip] = await db
    .select({ id: trips.id })
    .from(trips)
    .where(and(eq(trips.id, tripId), eq(trips.rider_id, riderId)));
  if (trip === undefined) return gone();
  const stops = (await readStops(db, tripId)).filter(({ order_id }) => order_id === orderId);
  if (stops.length === 0) return gone();
  const [order] = await db
    .select({ leave_at_door: orders.leave_at_door })
    .from(orders)
    .where(eq(orders.id, orderId));
  const isOnTheWay =
    stops.some(({ kind, outcome }) => kind === "pick_up" && outcome === "done") &&
    stops.some(({ kind, outcome }) => kind === "drop_off" && outcome === null);
  return order?.leave_at_door && isOnTheWay ? null : failure<never>("conflict", errorText("riding.no_photo"));
}

/** Stores the photo of an order that a rider leaves at its door. A later one takes its place until the delivery. */
export async function uploadDoorPhoto(
  viewer: Viewer,
  { tripId, orderId, read }: Upload,
): Promise<Result<null, never> | { refusal: Response }> {
  const about = { tripId, orderId };
  const refused = await refuseUpload(await queryable(), viewer.userId, about);
  if (refused !== null) return refused;
  return receivePhoto<Result<null, never>>({
    userId: viewer.userId,
    sides: [SIDE],
    read,
    store: ({ files }) =>
      transaction<Result<null, never>>(async (tx) => {
        await lockOrders(tx, [orderId]);
        // A slow upload may be overtaken by the delivery, or by a dispatcher.
        const late = await refuseUpload(tx, viewer.userId, about);
        const bytes = files.at(-1)?.bytes;
        if (late !== null || bytes === undefined) return late ?? gone();
        const photo = { trip_id: tripId, taken_at: new Date(), bytes };
        await tx
          .insert(doorPhotos)
          .values({ order_id: orderId, ...photo })
          .onConflictDoUpdate({ target: doorPhotos.order_id, set: photo });
        return success(null);
      }),
  });
}

export async function hasDoorPhoto(tx: Transaction, tripId: string, orderId: string): Promise<boolean> {
  const found = await tx
    .select({ id: doorPhotos.order_id })
    .from(doorPhotos)
    .where(and(eq(doorPhotos.order_id, orderId), eq(doorPhotos.trip_id, tripId)));
  return found.length > 0;
}

/**
 * Returns a WebP file; null when there is none, or it is none of the viewer's business: it is for the order's customer, admins, and
 * the staff of a store whose own rider took it.
 */
export async function readDoorPhoto(
  viewer: Viewer,
  orderId: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { data: id } = idSchema.safeParse(orderId);
  if (id === undefined) return null;
  const db = await queryable();
  const [photo] = await db
    .select({ bytes: doorPhotos.bytes, user_id: orders.user_id, fleet_id: riders.tenant_id })
    .from(doorPhotos)
    .innerJoin(orders, eq(orders.id, doorPhotos.order_id))
    .innerJoin(trips, eq(trips.id, doorPhotos.trip_id))
    .innerJoin(riders, eq(riders.id, trips.rider_id))
    .where(eq(doorPhotos.order_id, id));
  if (photo === undefined) return null;
  const isDispatcher =
    viewer.isAdmin || (photo.fleet_id !== null && viewer.tenantIds.includes(photo.fleet_id));
  return isDispatcher || photo.user_id === viewer.userId ? Uint8Array.from(photo.bytes) : null;
}

/** Removes at most `atMost` photos older than 30 days. Returns the number removed. */
export async function removeOldDoorPhotos(db: Queryable, atMost: number): Promise<number> {
  const old = db
    .select({ id: doorPhotos.order_id })
    .from(doorPhotos)
    .where(lt(doorPhotos.taken_at, sql`now() - make_interval(days => ${KEPT_DAYS})`))
    .orderBy(doorPhotos.taken_at)
    .limit(atMost);
  const removed = await db
    .delete(doorPhotos)
    .where(sql`${doorPhotos.order_id} in (${old.getSQL()})`)
    .returning({ id: doorPhotos.order_id });
  return removed.length;
}
