import { expect, test, vi } from "vitest";
import { addLine, cartQuantity } from "@/lib/cart/model/lines";
import type { CartLine } from "@/lib/cart/model/schema";
import { createCartStore } from "./store";

const soup: CartLine = {
  menu_item_id: "019a0000-0000-7000-8000-000000000001",
  name: "Miso soup",
  unit_price: 390,
  quantity: 1,
  option_ids: [],
  option_names: [],
  note: "",
};
const NAME = "platewire:cart:sushi-bar";

function browser() {
  const kept = new Map<string, string>();
  const tabs: EventTarget[] = [];
  function openTab() {
    const events = new EventTarget();
    tabs.push(events);
    const tell = () => {
      for (const other of tabs.filter((tab) => tab !== events))
        other.dispatchEvent(Object.assign(new Event("storage"), { key: NAME }));
    };
    const storage = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => {
        kept.set(name, value);
        tell();
      },
      removeItem: (name: string) => {
        kept.delete(name);
        tell();
      },
    };
    return createCartStore(NAME, { storage, events });
  }
  return { openTab, kept };
}

test("a cart survives a reload, with its idempotency key", () => {
  const { openTab } = browser();
  const before = openTab();
  before.update((cart) => addLine(cart, soup));
  expect(openTab().read()).toEqual(before.read());
});

test("a change in one tab appears in the other tab", () => {
  const { openTab } = browser();
  const [here, there] = [openTab(), openTab()];
  const heard = vi.fn();
  there.subscribe(heard);
  here.update((cart) => addLine(cart, soup));
  expect(heard).toHaveBeenCalledTimes(1);
  expect(cartQuantity(there.read())).toBe(1);
  there.update((cart) => addLine(cart, soup));
  expect(cartQuantity(here.read())).toBe(2);
});

test("an emptied cart is empty in every tab, and the next order has a new key", () => {
  const { openTab } = browser();
  const [here, there] = [openTab(), openTab()];
  here.update((cart) => addLine(cart, soup));
  const { key } = there.read();
  here.clear();
  expect(there.read().lines).toEqual([]);
  expect(here.read().key).not.toBe(key);
});

test("the cart is the same object until it changes", () => {
  const store = browser().openTab();
  const first = store.read();
  expect(store.read()).toBe(first);
  store.update((cart) => addLine(cart, soup));
  expect(store.read()).not.toBe(first);
  expect(store.read()).toBe(store.read());
});

test.each([
  "{",
  "null",
  '{"version":0,"lines":[]}',
  '{"version":1,"key":"long-enough","lines":[{"name":1}]}',
])("a stored cart that cannot be parsed (%s) is read as an empty cart", (stored) => {
  const { openTab, kept } = browser();
  kept.set(NAME, stored);
  expect(openTab().read().lines).toEqual([]);
});

test("without storage, the cart works until the page is closed", () => {
  const refuse = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const storage = { getItem: () => null, setItem: refuse, removeItem: refuse };
  const store = createCartStore(NAME, { storage, events: new EventTarget() });
  store.update((cart) => addLine(cart, soup));
  expect(cartQuantity(store.read())).toBe(1);
  store.clear();
  expect(cartQuantity(store.read())).toBe(0);
});
