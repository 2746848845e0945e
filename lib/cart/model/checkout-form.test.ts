import { expect, test } from "vitest";
import { readLastDelivery, saveLastDelivery } from "@/lib/cart/model/last-delivery";
import { fieldOfPath, pinTyped, readCheckoutForm, typedBefore } from "./checkout-form";

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}
const filled = {
  line1: " Harbour St 1 ",
  postal_code: "20457",
  city: "Hamburg",
  address_note: "قرع الجرس 🔔",
  payment_method: "cash",
  note: " <b>no onions</b> ",
  if_sold_out: "replace",
};

test("a complete form gives an address, a payment method and a trimmed note", () => {
  expect(readCheckoutForm(form(filled))).toEqual({
    ok: true,
    delivery: {
      address: { line1: "Harbour St 1", postal_code: "20457", city: "Hamburg", note: "قرع الجرس 🔔" },
      payment_method: "cash",
      leave_at_door: false,
    },
    note: "<b>no onions</b>",
    if_sold_out: "replace",
  });
});

test("a pin goes with the address, and only a whole one", () => {
  const pin = { lat: 54.32, lng: -10.13 };
  const read = (values: Record<string, string>) => {
    const result = readCheckoutForm(form({ ...filled, ...values }));
    return result.ok ? result.delivery : null;
  };
  const put = read({ lat: "54.32", lng: "-10.13", leave_at_door: "yes" });
  expect(put).toMatchObject({ address: pin, leave_at_door: true });
  for (const half of [
    { lat: "54.32", lng: "" },
    { lat: "91", lng: "1" },
    { lat: "x", lng: "y" },
  ])
    expect(read(half)?.address).not.toHaveProperty("lat");
  if (put === null) throw new Error("The form is complete");
  // What is remembered is typed again.
  expect(typedBefore(put)).toMatchObject({ line1: "Harbour St 1", lat: "54.32", leave_at_door: "yes" });
  expect(pinTyped(typedBefore(put))).toEqual(pin);
});

test("all faults are reported, in the order of the fields on the screen", () => {
  expect(
    readCheckoutForm(form({ ...filled, city: "  ", line1: "", payment_method: "gold", if_sold_out: "" })),
  ).toEqual({
    ok: false,
    faults: ["line1", "city", "payment_method", "if_sold_out"],
  });
});

test.each([
  ["order.address.line1", "line1"],
  ["order.address.note", "address_note"],
  ["order.note", "note"],
  ["address.city", "city"],
  ["order.items.0.quantity", null],
])("the server's path %s belongs to the field %s", (path, field) => {
  expect(fieldOfPath(path)).toBe(field);
});

test("the last delivery is read for the same person only, and only when it parses", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  const delivery = {
    address: { line1: "Harbour St 1", postal_code: "20457", city: "Hamburg", note: "" },
    payment_method: "cash" as const,
    leave_at_door: true,
  };
  saveLastDelivery(storage, "lena", delivery);
  expect(readLastDelivery(storage, "lena")).toMatchObject(delivery);
  expect(readLastDelivery(storage, "omar")).toBeNull();
  kept.set("platewire:delivery:omar", '{"version":1,"address":{"line1":7}}');
  expect(readLastDelivery(storage, "omar")).toBeNull();
});
