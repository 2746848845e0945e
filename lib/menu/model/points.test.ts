import { expect, test } from "vitest";
import { dish, menuOf, uuid } from "@/test/support/menu-arbitraries";
import { pointsOf } from "./points";

const menu = menuOf([
  { id: uuid(800), name: "Mains", items: [dish(1, { points: 5 }), dish(2)] },
  { id: uuid(801), name: "Drinks", items: [dish(3, { points: 0 })] },
]);
const line = (n: number, quantity: number) => ({
  menu_item_id: uuid(n),
  quantity,
  option_ids: [],
  note: "",
});

test("a cart counts the points of each dish as often as it is ordered, in however many lines", () => {
  expect(pointsOf(menu, [line(1, 2), line(2, 3), line(3, 9), line(1, 1)])).toBe(18);
});

test("drinks without points, dishes that the menu does not have and an empty cart count none", () => {
  expect(pointsOf(menu, [line(3, 99)])).toBe(0);
  expect(pointsOf(menu, [line(7, 2)])).toBe(0);
  expect(pointsOf(menu, [])).toBe(0);
});
