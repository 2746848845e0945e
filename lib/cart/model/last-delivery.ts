import * as z from "zod/mini";
import { paymentMethodSchema } from "@/lib/orders/model/changing-fields";
import { addressSchema } from "@/lib/orders/model/schema";
import { parseJson } from "@/lib/text/parse-json";
import { DELIVERY_KEY } from "./storage-keys";

/** The last delivery is stored in the person's browser only, until the person signs out. */

const lastDeliverySchema = z.object({
  version: z.literal(1),
  address: addressSchema,
  payment_method: paymentMethodSchema,
  /** Pages of the build before have not kept it. */
  leave_at_door: z._default(z.boolean(), false),
});
export type LastDelivery = Omit<z.infer<typeof lastDeliverySchema>, "version">;

type DeliveryStorage = Pick<Storage, "getItem" | "setItem"> | null;

const keyFor = (userId: string) => `${DELIVERY_KEY}${userId}`;

export function readLastDelivery(storage: DeliveryStorage, userId: string): LastDelivery | null {
  try {
    return parseJson(lastDeliverySchema, storage?.getItem(keyFor(userId)) ?? "");
  } catch {
    // The browser forbids the storage.
    return null;
  }
}

export function saveLastDelivery(
  storage: DeliveryStorage,
  userId: string,
  { address, payment_method, leave_at_door }: LastDelivery,
): void {
  try {
    storage?.setItem(keyFor(userId), JSON.stringify({ version: 1, address, payment_method, leave_at_door }));
  } catch {
    // The customer types the address again.
  }
}
