import { expect, test } from "vitest";
import { leavesNothing } from "./leaves-nothing";

test("an order is empty without its last lines, whatever was left out before", () => {
  const [two, one] = [{ quantity: 2 }, { quantity: 1 }];
  expect(leavesNothing({ total_qty: 3 }, [two])).toBe(false);
  expect(leavesNothing({ total_qty: 3 }, [two, one])).toBe(true);
  expect(leavesNothing({ total_qty: 2 }, [two]), "the other was left out").toBe(true);
  expect(leavesNothing({ total_qty: 3 }, [])).toBe(false);
});
