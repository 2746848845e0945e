import * as z from "zod/mini";
import type { LastDelivery } from "@/lib/cart/model/last-delivery";
import { type AddressQuery, addressQuerySchema } from "@/lib/geo/model/find-place";
import { type Place, placeSchema } from "@/lib/geo/model/place";
import { paymentMethodSchema } from "@/lib/orders/model/changing-fields";
import { addressSchema } from "@/lib/orders/model/schema";
import { type IfSoldOut, ifSoldOutSchema } from "@/lib/orders/model/unavailable/schema";

export const CHECKOUT_FIELDS = [
  "line1",
  "postal_code",
  "city",
  "address_note",
  "leave_at_door",
  "lat",
  "lng",
  "payment_method",
  "note",
  "if_sold_out",
] as const;
export type CheckoutField = (typeof CHECKOUT_FIELDS)[number];

/** What is typed in the form, complete or not. */
export const typedSchema = z.partialRecord(z.enum(CHECKOUT_FIELDS), z.string().check(z.maxLength(1_000)));
export type Typed = z.infer<typeof typedSchema>;

export const typedIn = (form: FormData): Typed =>
  Object.fromEntries(CHECKOUT_FIELDS.map((field) => [field, text(form, field)]));

export function typedBefore({ address, payment_method, leave_at_door }: LastDelivery): Typed {
  const { line1, postal_code, city, note: address_note, lat, lng } = address;
  return {
    ...{ line1, postal_code, city, address_note, payment_method },
    leave_at_door: leave_at_door ? LEAVE_AT_DOOR : "",
    ...(lat !== undefined && lng !== undefined && { lat: String(lat), lng: String(lng) }),
  };
}

/** The value of the box that is ticked. */
export const LEAVE_AT_DOOR = "yes";

const degrees = (text: string | undefined) =>
  text === undefined || text.trim() === "" ? undefined : Number(text);

/** Returns the pin that was put; null: none, or not on the earth. */
export const pinTyped = ({ lat, lng }: Typed): Place | null =>
  placeSchema.safeParse({ lat: degrees(lat), lng: degrees(lng) }).data ?? null;

/** Returns the address as far as it is looked up; null while a part is missing. */
export const addressTyped = ({ line1, postal_code, city }: Typed): AddressQuery | null =>
  addressQuerySchema.safeParse({ line1, postal_code, city }).data ?? null;

export type CheckoutForm =
  | { ok: true; delivery: LastDelivery; note: string; if_sold_out: IfSoldOut }
  | { ok: false; faults: CheckoutField[] };

const text = (form: FormData, name: CheckoutField) => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

export function readCheckoutForm(form: FormData): CheckoutForm {
  const address = addressSchema.safeParse({
    line1: text(form, "line1"),
    city: text(form, "city"),
    postal_code: text(form, "postal_code"),
    note: text(form, "address_note"),
    ...pinTyped(typedIn(form)),
  });
  const payment = paymentMethodSchema.safeParse(text(form, "payment_method"));
  const ifSoldOut = ifSoldOutSchema.safeParse(text(form, "if_sold_out"));
  if (address.success && payment.success && ifSoldOut.success)
    return {
      ok: true,
      delivery: {
        address: address.data,
        payment_method: payment.data,
        leave_at_door: text(form, "leave_at_door") === LEAVE_AT_DOOR,
      },
      note: text(form, "note").trim(),
      if_sold_out: ifSoldOut.data,
    };
  const faults = new Set(
    (address.error?.issues ?? []).map(({ path: [name] }) => (name === "note" ? "address_note" : name)),
  );
  if (!payment.success) faults.add("payment_method");
  if (!ifSoldOut.success) faults.add("if_sold_out");
  return { ok: false, faults: CHECKOUT_FIELDS.filter((field) => faults.has(field)) };
}

/** Maps a field path of the server's answer to the form's field (`order.address.line1` to `line1`); null when unknown. */
export function fieldOfPath(path: string): CheckoutField | null {
  const name = path.replace(/^order\./, "");
  const field = name === "address.note" ? "address_note" : name.replace(/^address\./, "");
  return CHECKOUT_FIELDS.find((known) => known === field) ?? null;
}
