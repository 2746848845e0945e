// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { readLastDelivery, saveLastDelivery } from "@/lib/cart/model/last-delivery";
import { CART_KEY } from "@/lib/cart/model/storage-keys";
import { keepDataOf, PERSONAL_KEYS, removeDataOf } from "./personal-data";

const delivery = {
  address: { line1: "Harbour St 1", postal_code: "20457", city: "Hamburg", note: "" },
  payment_method: "cash" as const,
};
const SETTING = "platewire.board.collapsed";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  localStorage.setItem(SETTING, "done");
});

function orderAs(session: string): void {
  keepDataOf(session);
  saveLastDelivery(localStorage, "lena", delivery);
  localStorage.setItem(`${CART_KEY}sushi-bar`, "soup");
  sessionStorage.setItem("platewire.draft.lena.checkout", "Harbour St 1");
}
const left = () => Object.keys(localStorage).filter((name) => name !== "platewire:owner");

test("what a person left is kept on the pages of the same sign-in", () => {
  orderAs("one");
  keepDataOf("one");
  expect(readLastDelivery(localStorage, "lena")).toMatchObject(delivery);
  expect(left()).toHaveLength(3);
});

test.each<[string, () => void]>([
  ["signing out", () => keepDataOf(null)],
  ["the end of the session on an open page", () => removeDataOf("one")],
  ["another sign-in", () => keepDataOf("two")],
])("%s removes the address and the cart, and keeps settings of the device", (_, end) => {
  orderAs("one");
  const heard = vi.fn();
  window.addEventListener("storage", heard);
  end();
  expect(left()).toEqual([SETTING]);
  expect(sessionStorage).toHaveLength(0);
  expect(heard).toHaveBeenCalledTimes(1);
});

test("an address from before there were owners is removed on a visitor's page", () => {
  saveLastDelivery(localStorage, "lena", delivery);
  keepDataOf(null);
  expect(left()).toEqual([SETTING]);
});

test("a visitor's cart survives visits and signing in", () => {
  localStorage.setItem(`${CART_KEY}sushi-bar`, "soup");
  keepDataOf(null);
  keepDataOf("one");
  expect(left()).toContain(`${CART_KEY}sushi-bar`);
});

test("an earlier sign-in that ends late removes nothing of its successor", () => {
  orderAs("two");
  removeDataOf("one");
  expect(left()).toHaveLength(3);
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
  const settings = [SETTING, "platewire.board.single-keys", "platewire.shift", "platewire:owner"];
  const isPersonal = (key: string) => PERSONAL_KEYS.some((prefix) => key.startsWith(prefix));
  expect(keys.filter((key) => !isPersonal(key))).toEqual(expect.arrayContaining(settings));
  expect(keys.filter((key) => !isPersonal(key) && !settings.includes(key))).toEqual([]);
});
