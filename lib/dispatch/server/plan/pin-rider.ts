import "server-only";
import * as z from "zod/mini";
import { fleetOf } from "@/lib/auth/model/fleet";
import { authorisedByRun, defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { lockOrders } from "@/lib/dispatch/server/riding/locks";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { mayBring } from "./area";
import {
  isOffShift,
  isPlatforms,
  noSuchOrder,
  noSuchRider,
  pinTo,
  recordOverruling,
  setPin,
} from "./assign-rider";
import { mayTakeFrom, readKnownRider, readOrderStores } from "./order-rights";
import { mayChoose, mayDispatch } from "./rights";

/** Chooses the rider whom plans give the order to, or leaves the choice to them again (null). The rider is still asked. */
export const pinRiderCommand = defineCommand({
  name: "pin_rider",
  scope: "orders:write",
  limit: "write",
  input: z.object({ order_id: idSchema, rider_id: z.nullable(idSchema) }),
  authorise: authorisedByRun,
  run: async ({ viewer, input }): Promise<Result<null, never>> => {
    const db = await queryable();
    const [order] = await readOrderStores(db, [input.order_id]);
    if (order === undefined || !mayDispatch(viewer, order)) return noSuchOrder();
    const overruling = { viewer, order, reason: "", now: new Date() };
    if (input.rider_id === null)
      return transaction(async (tx) => {
        await lockOrders(tx, [order.id]);
        await setPin(tx, order.id, null);
        await recordOverruling(tx, "unpin", "pin_cleared", null, overruling);
        return success(null);
      });
    const rider = await readKnownRider(db, input.rider_id);
    if (rider === null || !mayChoose(viewer, order, rider.tenantId)) return noSuchRider();
    const store = { id: order.tenant_id, rider_fleet: order.rider_fleet };
    if (!mayBring(fleetOf(rider.tenantId), store))
      return failure("conflict", errorText("dispatch.other_fleet"));
    if (!rider.isOnShift) return isOffShift();
    if (!(await mayTakeFrom(db, viewer, [order]))) return isPlatforms();
    const outcome = await pinTo(rider, overruling);
    return outcome === "pinned" ? success(null) : failure("conflict", errorText("dispatch.not_open"));
  },
});
