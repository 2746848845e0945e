import * as z from "zod/mini";
import { addressSchema, paymentMethodSchema } from "@/lib/orders/model/schema";

/** Where a person had their last order brought and how they paid, remembered in their browser alone. */

const rememberedSchema = z.object({
  version: z.literal(1),
  address: addressSchema,
  payment_method: paymentMethodSchema,
});
export type Remembered = Omit<z.infer<typeof rememberedSchema>, "version">;

type Kept = Pick<Storage, "getItem" | "setItem"> | null;

const nameFor = (userId: string) => `platewire:delivery:${userId}`;

/** Null when nothing is remembered, or nothing that can be understood. */
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
    // A full or forbidden storage costs the customer some typing next time, nothing else.
  }
}
