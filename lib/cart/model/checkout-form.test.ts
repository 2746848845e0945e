import { expect, test } from "vitest";
import { readLastDelivery, saveLastDelivery } from "@/lib/cart/model/last-delivery";
import { fieldOfPath, readCheckoutForm } from "./checkout-form";

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
    },
    note: "<b>no onions</b>",
    if_sold_out: "replace",
  });
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
  };
  saveLastDelivery(storage, "lena", delivery);
  expect(readLastDelivery(storage, "lena")).toMatchObject(delivery);
  expect(readLastDelivery(storage, "omar")).toBeNull();
  kept.set("platewire:delivery:omar", '{"version":1,"address":{"line1":7}}');
  expect(readLastDelivery(storage, "omar")).toBeNull();
});
