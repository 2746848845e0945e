// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { cartStorageOf } from "@/lib/cart/client/cart-storage";
import { readLastDelivery, saveLastDelivery } from "@/lib/cart/model/last-delivery";
import { CART_KEY, DISMISSED_KEY } from "@/lib/cart/model/storage-keys";
import { keepDataOf, PERSONAL_KEYS, removeAddressOf, removeDataOf } from "./personal-data";

const delivery = {
  address: { line1: "Harbour St 1", postal_code: "20457", city: "Hamburg", note: "" },
  payment_method: "cash" as const,
  leave_at_door: false,
};
const SETTING = "platewire.board.collapsed";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  localStorage.setItem(SETTING, "done");
});

const CART = `${CART_KEY}sushi-bar`;
const DRAFT = "platewire.draft.lena.checkout";
const SHIFT = "platewire.shift.0195f6a8-0000-7000-8000-000000000001";

function orderAs(user: string): void {
  keepDataOf(user);
  saveLastDelivery(localStorage, user, delivery);
  localStorage.setItem(CART, `the soup of ${user}`);
  sessionStorage.setItem(DRAFT, "Harbour St 1");
  sessionStorage.setItem(SHIFT, "true");
}
const left = () => Object.keys(localStorage).filter((name) => name !== "platewire:owner");
const cartOf = (user: string | null) => cartStorageOf(user, localStorage)?.getItem(CART) ?? null;

test("what a person left is kept on their pages", () => {
  orderAs("lena");
  keepDataOf("lena");
  expect(readLastDelivery(localStorage, "lena")).toMatchObject(delivery);
  expect(cartOf("lena")).toBe("the soup of lena");
  expect(sessionStorage.getItem(DRAFT)).not.toBeNull();
  expect(sessionStorage.getItem(SHIFT)).not.toBeNull();
});

test("signing out removes everything but the settings of the device, and says so to the page", () => {
  orderAs("lena");
  const heard = vi.fn();
  window.addEventListener("storage", heard);
  removeDataOf("lena");
  expect(left()).toEqual([SETTING]);
  expect(sessionStorage).toHaveLength(0);
  expect(heard).toHaveBeenCalledTimes(1);
});

test("signing out removes what was put away, and leaves others theirs", () => {
  orderAs("lena");
  orderAs("omar");
  removeDataOf("lena");
  expect(cartOf("omar")).toBe("the soup of omar");
  keepDataOf("lena");
  expect(cartOf("lena")).toBeNull();
});

test("a session that ends while the page is open takes the address, and leaves the cart and what was typed", () => {
  orderAs("lena");
  removeAddressOf("lena");
  expect(readLastDelivery(localStorage, "lena")).toBeNull();
  expect(cartOf("lena")).toBe("the soup of lena");
  expect(sessionStorage.getItem(DRAFT)).not.toBeNull();
  expect(sessionStorage.getItem(SHIFT)).not.toBeNull();
});

test("a visitor's page shows no cart and keeps no address of the person before, who finds the cart again", () => {
  orderAs("lena");
  keepDataOf(null);
  expect(cartOf(null)).toBeNull();
  expect(left().filter((key) => key.startsWith("platewire:delivery:"))).toEqual([]);
  expect(sessionStorage).toHaveLength(0);
  keepDataOf("lena");
  expect(cartOf("lena")).toBe("the soup of lena");
});

test("another person sees neither cart nor address, and both people find their own cart again", () => {
  orderAs("lena");
  keepDataOf("omar");
  expect(cartOf("omar")).toBeNull();
  expect(readLastDelivery(localStorage, "lena")).toBeNull();
  localStorage.setItem(CART, "noodles");
  keepDataOf("lena");
  expect(cartOf("lena")).toBe("the soup of lena");
  keepDataOf("omar");
  expect(cartOf("omar")).toBe("noodles");
});

test("a page that is still open goes on with its own person's cart after somebody else has signed in", () => {
  orderAs("lena");
  keepDataOf("omar");
  const ofLena = cartStorageOf("lena", localStorage);
  expect(ofLena?.getItem(CART)).toBe("the soup of lena");
  ofLena?.setItem(CART, "two soups");
  expect(cartOf("omar")).toBeNull();
  keepDataOf("lena");
  expect(cartOf("lena")).toBe("two soups");
});

test("an address from before there were owners is removed on a visitor's page", () => {
  saveLastDelivery(localStorage, "lena", delivery);
  keepDataOf(null);
  expect(left()).toEqual([SETTING]);
});

test("a visitor's cart survives visits and signing in, also beside a cart that was put away", () => {
  orderAs("lena");
  keepDataOf(null);
  localStorage.setItem(CART, "visitor's soup");
  keepDataOf(null);
  keepDataOf("lena");
  expect(cartOf("lena")).toBe("visitor's soup");
});

test("what a person dismissed is not dismissed for the next one, and still is for them", () => {
  keepDataOf("ana");
  localStorage.setItem(DISMISSED_KEY, "one.1");
  keepDataOf("ben");
  expect(localStorage.getItem(DISMISSED_KEY)).toBeNull();
  keepDataOf("ana");
  expect(localStorage.getItem(DISMISSED_KEY)).toBe("one.1");
});

test("every key of the browser's storage is a person's own, or a setting of the device", () => {
  const keys = ["app", "components", "hooks", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), "utf8").matchAll(/["'`](platewire[.:][\w.:-]+)/g)].map(
          ([, key = ""]) => key,
        ),
      ),
  );
  const settings = [
    SETTING,
    "platewire.board.flash",
    "platewire.board.single-keys",
    "platewire.board.stations",
    "platewire.board.text-size",
    "platewire.board.volume",
    "platewire.dispatch.single-keys",
    "platewire.device.id",
    "platewire.device.name",
    "platewire.shift-end.",
    // A store's tablet opens its store again, whoever signs in. Nobody else may open it.
    "platewire.store",
    // A database: each photo in it has its rider and ends after a day (lib/dispatch/client/kept-photos.ts).
    "platewire.door-photos",
    "platewire:owner",
  ];
  const isPersonal = (key: string) => PERSONAL_KEYS.some((prefix) => key.startsWith(prefix));
  expect(keys.filter((key) => !isPersonal(key))).toEqual(expect.arrayContaining(settings));
  expect(keys.filter((key) => !isPersonal(key) && !settings.includes(key))).toEqual([]);
});
