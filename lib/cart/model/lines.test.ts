import fc from "fast-check";
import { expect, test } from "vitest";
import { addLine, cartQuantity, cartTotal, emptyCart, lineIdentity, replaceLine, setQuantity } from "./lines";
import type { CartLine } from "./schema";

const DISHES = ["019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-000000000002"] as const;
const EXTRA = "019a0000-0000-7000-8000-00000000000a";
const SAUCE = "019a0000-0000-7000-8000-00000000000b";

function line(more: Partial<CartLine> = {}): CartLine {
  return {
    menu_item_id: DISHES[0],
    name: "Miso soup",
    unit_price: 390,
    quantity: 1,
    option_ids: [],
    option_names: [],
    note: "",
    ...more,
  };
}

test("the same dish with the same options and note is one line, in whatever order the options were chosen", () => {
  const once = addLine(emptyCart("key-of-cart"), line({ option_ids: [EXTRA, SAUCE], quantity: 2 }));
  const twice = addLine(once, line({ option_ids: [SAUCE, EXTRA] }));
  expect(twice.lines).toHaveLength(1);
  expect(cartQuantity(twice)).toBe(3);
});

test("another note makes another line", () => {
  const cart = addLine(addLine(emptyCart("key-of-cart"), line()), line({ note: "no salt" }));
  expect(cart.lines.map(({ note }) => note)).toEqual(["", "no salt"]);
});

test("a quantity of 0 removes the line and keeps the key", () => {
  const cart = addLine(emptyCart("key-of-cart"), line());
  expect(setQuantity(cart, lineIdentity(line()), 0)).toEqual({ ...cart, lines: [] });
});

test("an edited line that equals another one is merged into it", () => {
  const plain = line({ quantity: 2 });
  const salty = line({ note: "no salt", quantity: 1 });
  const cart = addLine(addLine(emptyCart("key-of-cart"), plain), salty);
  const edited = replaceLine(cart, lineIdentity(salty), { ...salty, note: "" });
  expect(edited.lines).toEqual([{ ...plain, quantity: 3 }]);
});

test("an edited line keeps its place", () => {
  const cart = addLine(addLine(emptyCart("key-of-cart"), line()), line({ menu_item_id: DISHES[1] }));
  const edited = replaceLine(cart, lineIdentity(line()), line({ quantity: 4 }));
  expect(edited.lines.map(({ quantity }) => quantity)).toEqual([4, 1]);
});

test("no two lines are identical and no quantity exceeds 99", () => {
  const anyLine = fc.record({
    menu_item_id: fc.constantFrom(...DISHES),
    note: fc.constantFrom("", "no salt"),
    option_ids: fc.shuffledSubarray([EXTRA, SAUCE]),
    quantity: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 80 }), (added) => {
      const cart = added.reduce((filled, more) => addLine(filled, line(more)), emptyCart("key-of-cart"));
      const identities = cart.lines.map(lineIdentity);
      expect(new Set(identities).size).toBe(identities.length);
      expect(Math.max(0, ...cart.lines.map(({ quantity }) => quantity))).toBeLessThanOrEqual(99);
      expect(cartTotal(cart)).toBe(cartQuantity(cart) * 390);
    }),
  );
});
