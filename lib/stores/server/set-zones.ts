import "server-only";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import { type StoreZones, setZonesSchema, type Zone } from "@/lib/stores/model/zones/schema";
import { stateText } from "@/lib/text/state-text";
import { changeDelivery } from "./change-delivery";

const isSame = (one: readonly Zone[], other: readonly Zone[]) =>
  JSON.stringify(one) === JSON.stringify(other);

/** Replaces all zones. Against another version than the present one, it changes nothing and returns the present zones. */
export const setZonesCommand = defineCommand({
  name: "set_zones",
  scope: "menu:write",
  limit: "write",
  input: setZonesSchema,
  authorise: ({ viewer, input }) => refuseWithout("delivery", viewer, input.tenant_id),
  run: async ({ input: { tenant_id, zones, zones_version } }): Promise<Result<StoreZones, StoreZones>> => {
    const result = await changeDelivery<StoreZones>(tenant_id, (present) => {
      // Also a request that is repeated.
      if (isSame(present.zones, zones)) return success({});
      if (present.zones_version !== zones_version)
        return failure("conflict", stateText("someone_first.zones"), {
          current: { zones: present.zones, zones_version: present.zones_version },
        });
      return success({ zones, zones_version: zones_version + 1 });
    });
    if (!result.ok) return result;
    return success({ zones: result.data.zones, zones_version: result.data.zones_version });
  },
});
