import { expect, test } from "vitest";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { acceptedOrder, at, item } from "@/test/support/board-orders";
import { lineChangesOf } from "./line-changes";
import { linesByMadeDish, linesToCome, linesToMake } from "./lines";
import type { UnavailableLine } from "./schema";

const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const soup = item("Miso soup", { id: uuid(1), quantity: 2, unit_price: 390, allergens: ["soy"] });
const ramen = item("Ramen", { id: uuid(2) });
const line = (over: Partial<UnavailableLine> = {}): UnavailableLine => ({
  order_item_id: soup.id,
  name: soup.name,
  quantity: 2,
  amount: 780,
  proposal: { menu_item_id: uuid(3), name: "Onion soup", amount: 700, allergens: ["milk"] },
  answer_by: at(18, 5 + ANSWER_MINUTES),
  choice: null,
  decided_at: null,
  acknowledged_at: null,
  ...over,
});
const orderWith = (one: UnavailableLine) => acceptedOrder(1, { items: [soup, ramen], unavailable: [one] });

test("what is left out or asked about is not made", () => {
  for (const choice of [null, "remove", "cancel"] as const)
    expect(linesToMake(orderWith(line({ choice })))).toEqual([ramen]);
});

test("a replacement is made instead, with its own allergens and without the options of the line", () => {
  const [made] = linesToMake(orderWith(line({ choice: "replace" })));
  expect(made).toMatchObject({
    id: soup.id,
    name: "Onion soup",
    quantity: 2,
    allergens: ["milk"],
    options: [],
  });
});

test("what is left out does not come, and nothing else is missing", () => {
  const names = (choice: UnavailableLine["choice"]) =>
    linesToCome(orderWith(line({ choice }))).map(({ name }) => name);
  expect(names("remove")).toEqual(["Ramen"]);
  expect(names("replace")).toEqual(["Onion soup", "Ramen"]);
  expect(names(null), "the customer is asked").toEqual(["Miso soup", "Ramen"]);
  expect(names("cancel"), "the whole order was cancelled").toEqual(["Miso soup", "Ramen"]);
});

test("every line stands under the dish that is made for it, a struck one under its own", () => {
  const dishes = (choice: UnavailableLine["choice"]) =>
    linesByMadeDish(orderWith(line({ choice }))).map(({ menu_item_id, name }) => [menu_item_id, name]);
  const own = [soup, ramen].map(({ menu_item_id, name }) => [menu_item_id, name]);
  expect(dishes("remove")).toEqual(own);
  expect(dishes("replace")).toEqual([[uuid(3), soup.name], own[1]]);
});

test("the timeline names what was asked, and then what was decided", () => {
  const order = orderWith(line({ choice: "remove", decided_at: at(18, 7) }));
  const became = (action: string, minute: number) =>
    lineChangesOf(order, { at: at(18, minute), action }, ANSWER_MINUTES).map((change) => change.became);
  expect(became("mark_unavailable", 5)).toEqual(["asked"]);
  expect(became("answer_unavailable", 7)).toEqual(["remove"]);
  expect(became("ready", 6)).toEqual([]);
});

test("a line that is left out is shown until that is acknowledged, and a replacement always", () => {
  const shown = (over: Partial<UnavailableLine>) =>
    linesByMadeDish(orderWith(line({ decided_at: at(18, 7), ...over }))).map(
      ({ menu_item_id }) => menu_item_id,
    );
  const acknowledged_at = at(18, 9);
  expect(shown({ choice: "remove" })).toEqual([soup.menu_item_id, ramen.menu_item_id]);
  expect(shown({ choice: "remove", acknowledged_at })).toEqual([ramen.menu_item_id]);
  expect(shown({ choice: "replace", acknowledged_at })).toEqual([uuid(3), ramen.menu_item_id]);
});
