import { allocate, dinero, toSnapshot } from "dinero.js/bigint";
import * as currencies from "dinero.js/currencies";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minorUnitDigits } from "@/lib/text/minor-units";
import { holds } from "@/test/support/holds";
import { discountOn, shareOf } from "./discount";
import type { DiscountKind } from "./schema";
import { spread } from "./spread";
import { vatGroups, vatGroupsAfter, vatIn } from "./vat";

const RUNS = { numRuns: 3_000 };

/** Prices as they are in currencies with 2, 0 and 3 decimals. */
const PRICES = { EUR: 5_000, JPY: 8_000, KWD: 20_000 } as const;
const currency = fc.constantFrom("EUR", "JPY", "KWD");
const rate = fc.constantFrom(0, 500, 700, 1_000, 1_900, 2_100, 550);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const cart = currency.chain((code) =>
  fc.record({
    lines: fc.array(
      fc.record({
        rate_bp: rate,
        price: fc.integer({ min: 0, max: PRICES[code] }),
        quantity: fc.integer({ min: 1, max: 99 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    fee: fc.integer({ min: 0, max: PRICES[code] }),
    feeRate: rate,
    discount: fc.integer({ min: 0, max: 4 * PRICES[code] }),
    kind: fc.constantFrom<DiscountKind | null>("amount", "percent", "free_delivery", null),
    share: fc.integer({ min: 1, max: 10_000 }),
    gone: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  }),
);
type Cart = typeof cart extends fc.Arbitrary<infer T> ? T : never;

/** The sums of an order as it is placed. */
function sumsOf({ lines, fee, feeRate, discount, kind, share }: Cart) {
  const dishes = lines.map(({ rate_bp, price, quantity }) => ({ rate_bp, amount: price * quantity }));
  const itemsTotal = sum(dishes.map(({ amount }) => amount));
  const off = {
    amount: Math.min(discount, itemsTotal),
    percent: shareOf(itemsTotal, share),
    free_delivery: fee,
    none: 0,
  }[kind ?? "none"];
  const fees = [{ rate_bp: feeRate, amount: fee }];
  const terms = { discount: off, discount_kind: kind, discount_bp: kind === "percent" ? share : null };
  return { dishes, itemsTotal, terms, groups: vatGroups({ dishes, fees, ...terms }) };
}

describe("the largest remainder", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 2_147_483_647 }), { minLength: 1, maxLength: 30 });
  const amount = fc.integer({ min: 0, max: 2_147_483_647 });

  it("loses nothing, and is never a whole unit away from the exact share", () => {
    holds(
      fc.property(amount, weights, (whole, parts) => {
        const shares = spread(whole, parts);
        expect(sum(shares)).toBe(whole);
        const total = BigInt(sum(parts));
        if (total === 0n) return;
        for (const [index, share] of shares.entries()) {
          const distance = BigInt(share) * total - BigInt(whole) * BigInt(parts[index] ?? 0);
          expect(distance < total && distance > -total).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("never takes more of a part than it has, as long as the whole has it", () => {
    holds(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (parts, part) => {
        const shares = spread(Math.floor(sum(parts) * part), parts);
        for (const [index, share] of shares.entries()) expect(share).toBeLessThanOrEqual(parts[index] ?? 0);
      }),
      RUNS,
    );
  });

  it("gives the rest to the largest remainders, where dinero's allocate gives it to the first parts", () => {
    expect(spread(2, [50, 3, 99])).toEqual([1, 0, 1]);
    const shares = allocate(dinero({ amount: 100n, currency: { code: "EUR", base: 10n, exponent: 2n } }), [
      1n,
      1n,
      1n,
    ]);
    expect(spread(100, [1, 1, 1])).toEqual(shares.map((share) => Number(toSnapshot(share).amount)));
  });

  it("refuses to spread over nothing", () => {
    expect(() => spread(1, [])).toThrow(RangeError);
  });
});

describe("VAT that is in gross prices", () => {
  it.each([
    [1_190, 1_900, 190],
    [1_070, 700, 70],
    [1_000, 700, 65],
    [999, 0, 0],
    [0, 1_900, 0],
    [1, 1_900, 0],
  ])("of %i at %i basis points is %i", (gross, rateBp, vat) => {
    expect(vatIn(gross, rateBp)).toBe(vat);
  });

  it("agrees with the lines, fees and discount to the smallest unit, and no sum is negative", () => {
    holds(
      fc.property(cart, (filled) => {
        const { itemsTotal, terms, groups } = sumsOf(filled);
        expect(sum(groups.map(({ gross }) => gross))).toBe(itemsTotal + filled.fee - terms.discount);
        expect(sum(groups.map(({ dishes }) => dishes))).toBe(itemsTotal);
        expect(sum(groups.map(({ fees }) => fees))).toBe(filled.fee);
        expect(new Set(groups.map(({ rate_bp }) => rate_bp)).size).toBe(groups.length);
        for (const { rate_bp, gross, net, vat } of groups) {
          expect(net + vat).toBe(gross);
          expect(Math.min(gross, net, vat)).toBeGreaterThanOrEqual(0);
          // Rounded once: at most half a unit from the exact sum of its rate.
          expect(Math.abs(vat - (gross * rate_bp) / (10_000 + rate_bp))).toBeLessThanOrEqual(0.5);
        }
      }),
      RUNS,
    );
  });

  it("stays right when dishes are sold out, whatever the voucher", () => {
    holds(
      fc.property(cart, (filled) => {
        const { dishes, itemsTotal, terms, groups } = sumsOf(filled);
        const taken = dishes.filter((_, index) => filled.gone[index] === true);
        const left = itemsTotal - sum(taken.map(({ amount }) => amount));
        const discount = discountOn(left, terms);
        expect(discount).toBeLessThanOrEqual(terms.discount);
        if (terms.discount_kind === "percent") expect(discount).toBe(shareOf(left, filled.share));
        if (terms.discount_kind !== "free_delivery") expect(discount).toBeLessThanOrEqual(left);
        const after = vatGroupsAfter(groups, {
          taken,
          added: [],
          discount,
          discount_kind: terms.discount_kind,
        });
        expect(sum(after.map(({ gross }) => gross))).toBe(left + filled.fee - discount);
        for (const { gross, net, vat } of after) {
          expect(net + vat).toBe(gross);
          expect(Math.min(gross, net, vat)).toBeGreaterThanOrEqual(0);
        }
        // One step at a time ends at the same sums as all at once.
        const stepwise = taken.reduce(
          (known, one) =>
            vatGroupsAfter(known, { taken: [one], added: [], discount, discount_kind: terms.discount_kind }),
          groups,
        );
        if (taken.length > 0) expect(stepwise).toEqual(after);
      }),
      RUNS,
    );
  });
});

it("minor units are those that dinero.js has by ISO 4217", () => {
  // The ouguiya and the ariary are divided by five, and have two digits on paper.
  for (const { code, exponent } of Object.values(currencies))
    if (!["MRU", "MGA", "MRO"].includes(code))
      expect([code, minorUnitDigits(code)]).toEqual([code, exponent]);
});
