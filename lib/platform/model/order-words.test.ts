import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderQuery, orderWords } from "./order-words";

const order = {
  order_code: "ORD-7KQ2MX",
  customer_name: "Renée Müller",
  customer_email: "renee@example.test",
  store_name: "Sushi Bar",
  store_phone: "+49 431 55-01",
  address: "Quay 1 24103 Port Selby",
  rider_name: "Łukasz",
  dishes: ["Crème brûlée", "Dragon roll"],
};

test("an order has the words of its code, people, store, address, phone and dishes", () => {
  expect(orderWords(order)).toEqual(
    expect.arrayContaining(["7kq2mx", "renee@example.test", "muller", "sushi", "494315501", "431", "24103"]),
  );
  expect(orderWords(order)).toEqual(expect.arrayContaining(["lukasz", "creme", "brulee", "dragon"]));
  expect(orderWords(order)).not.toContain("ord");
});

describe("a search", () => {
  test.each([
    ["ORD-7KQ2MX", "'7kq2mx':*"],
    ["Müller  sushi", "'muller':* & 'sushi':*"],
    ["roll 1", "'roll':* & '1'"],
    ["renee@exa", "'renee@exa':*"],
    ["寿司", "'寿司':*"],
    ["o'hara@b", "'o''hara@b':*"],
  ])("for %s is %s", (search, query) => {
    expect(orderQuery(search)).toBe(query);
  });

  test.each(["", "  ", "-", "@"])("for %j has no words", (search) => {
    expect(orderQuery(search)).toBeNull();
  });

  test("has as many words as one may have, each as long as one may be, whatever is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (search) => {
        const words = orderQuery(search)?.split(" & ") ?? [];
        expect(words.length).toBeLessThanOrEqual(8);
        for (const word of words) expect(word.length).toBeLessThanOrEqual(2 * 2 * 60 + 4);
      }),
    );
  });

  test("finds an order by the beginning of each of its long words", () => {
    const words = orderWords(order).filter((word) => word.length >= 3 && !word.includes("@"));
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.integer({ min: 3, max: 60 }), (word, length) => {
        expect(orderQuery(word.slice(0, length))).toBe(`'${word.slice(0, length)}':*`);
      }),
    );
  });
});
