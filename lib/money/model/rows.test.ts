import { describe, expect, it, test } from "vitest";
import { extraRows, vatRows } from "./rows";
import { tipReceiver } from "./tip";
import { tipChoices } from "./tip-choices";

const NOTHING = { service_fee: 0, discount: 0, voucher_code: null, tip: 0, tip_to: null };

test("a receipt has only rows of what there is", () => {
  expect(extraRows(NOTHING)).toEqual([]);
  const amounts = { service_fee: 99, discount: 250, voucher_code: "LUCIA10", tip: 200 };
  expect(extraRows({ ...amounts, tip_to: "rider" })).toEqual([
    { name: "service_fee", code: "", amount: 99 },
    { name: "discount", code: "LUCIA10", amount: -250 },
    { name: "tip_rider", code: "", amount: 200 },
  ]);
  const group = { gross: 1_070, net: 1_000, dishes: 1_070, fees: 0 };
  expect(
    vatRows([
      { ...group, rate_bp: 0, vat: 0 },
      { ...group, rate_bp: 550, vat: 70 },
    ]),
  ).toEqual([{ rate: "5.5", amount: 70 }]);
});

describe("round tips", () => {
  it.each([
    [2_000, "EUR", [100, 200, 300]],
    [4_500, "EUR", [200, 500]],
    [300, "EUR", [50]],
    [0, "EUR", [50]],
    [3_200, "JPY", [200, 300, 500]],
    [6_000, "KWD", [500, 1_000]],
  ])("for dishes of %i %s are %j", (itemsTotal, currency, choices) => {
    expect(tipChoices(itemsTotal, currency)).toEqual(choices);
  });
});

test("a tip for a rider goes to the kitchen where no rider came", () => {
  const rider_id = "019a0000-0000-7000-8000-000000000001";
  expect(tipReceiver({ tip: 200, tip_to: "rider", rider_id })).toBe("rider");
  expect(tipReceiver({ tip: 200, tip_to: "rider", rider_id: null })).toBe("kitchen");
  expect(tipReceiver({ tip: 200, tip_to: "kitchen", rider_id })).toBe("kitchen");
  expect(tipReceiver({ tip: 0, tip_to: null, rider_id })).toBeNull();
});
