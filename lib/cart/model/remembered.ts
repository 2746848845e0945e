import * as z from "zod/mini";
import { paymentMethodSchema } from "@/lib/orders/model/changing-fields";
import { addressSchema } from "@/lib/orders/model/schema";

/** The last delivery address and payment method of a person, stored in their browser only. */

const rememberedSchema = z.object({
  version: z.literal(1),
  address: addressSchema,
  payment_method: paymentMethodSchema,
});
export type Remembered = Omit<z.infer<typeof rememberedSchema>, "version">;

type Kept = Pick<Storage, "getItem" | "setItem"> | null;

const nameFor = (userId: string) => `platewire:delivery:${userId}`;

/** Returns null when nothing is stored or it does not parse. */
export function recall(storage: Kept, userId: string): Remembered | null {
  try {
    return rememberedSchema.safeParse(JSON.parse(storage?.getItem(nameFor(userId)) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

export function remember(storage: Kept, userId: string, { address, payment_method }: Remembered): void {
  try {
    storage?.setItem(nameFor(userId), JSON.stringify({ version: 1, address, payment_method }));
  } catch {
    // Without storage the customer types the address again; nothing else is lost.
  }
}
