import "server-only";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import { defineCommand } from "@/lib/commands/define-command";
import { failure, type Result, success } from "@/lib/commands/result";
import {
  DELIVERY_PARTS,
  type DeliverySettings,
  deliverySettingsSchema,
  isSamePart,
  mergeDelivery,
  setStoreDeliverySchema,
} from "@/lib/stores/model/delivery-settings";
import { errorText } from "@/lib/text/error-text";
import { stateText } from "@/lib/text/state-text";
import { changeDelivery } from "./change-delivery";

/** Orders that are placed from now on are brought by it. `before` is what the person saw, as with the hours. */
export const setStoreDeliveryCommand = defineCommand({
  name: "set_store_delivery",
  scope: null,
  limit: "write",
  input: setStoreDeliverySchema,
  authorise: ({ viewer, input }) => refuseWithout("delivery", viewer, input.tenant_id),
  run: async ({
    input: { tenant_id, delivery, before },
  }): Promise<Result<DeliverySettings, DeliverySettings>> => {
    const result = await changeDelivery<DeliverySettings>(tenant_id, (present) => {
      const merged = mergeDelivery(before, delivery, present);
      if (merged.contested.length > 0)
        return failure("conflict", stateText("someone_first.delivery"), {
          current: deliverySettingsSchema.parse(present),
        });
      if (merged.delivery.delivery_by !== "store" && merged.delivery.place === null)
        return failure("invalid", errorText("riders_need_place"));
      const isChanged = DELIVERY_PARTS.some((part) => !isSamePart(part, merged.delivery, present));
      return success(isChanged ? merged.delivery : {});
    });
    return result.ok ? success(deliverySettingsSchema.parse(result.data)) : result;
  },
});
