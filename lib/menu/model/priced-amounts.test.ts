import * as fc from "fast-check";
import { expect, it } from "vitest";
import { shareOf } from "@/lib/money/model/discount";
import type { DiscountKind } from "@/lib/money/model/schema";
import type { KnownVoucher } from "@/lib/vouchers/model/terms";
import { holds } from "@/test/support/holds";
import { dish, menuOf, TENANT, uuid } from "@/test/support/menu-arbitraries";
import { OPEN } from "@/test/support/store-views";
import { priceCart } from "./pricing";

const RUNS = 3_000;
const NOW = Date.parse("2026-11-27T18:00:00.000Z");
const rate = fc.constantFrom(0, 550, 700, 1_000, 1_900);
/** The highest price of a dish, in currencies with 2, 0 and 3 decimals. */
const currency = fc.constantFrom<[code: string, most: number]>(
  ["EUR", 5_000],
  ["JPY", 8_000],
  ["KWD", 20_000],
);

const cart = currency.chain(([code, most]) =>
  fc.record({
    code: fc.constant(code),
    dishes: fc.array(
      fc.record({
        price: fc.integer({ min: 0, max: most }),
        vat_bp: fc.oneof(fc.constant(null), rate),
        quantity: fc.integer({ min: 1, max: 99 }),
      }),
      { minLength: 1, maxLength: 10 },
    ),
    delivery_fee: fc.integer({ min: 0, max: most }),
    service_fee: fc.integer({ min: 0, max: most }),
    dish_vat_bp: rate,
    fee_vat_bp: rate,
    tip: fc.integer({ min: 0, max: most }),
    kind: fc.constantFrom<DiscountKind | null>(null, "amount", "percent", "free_delivery"),
    amount: fc.integer({ min: 1, max: 5 * most }),
    percent_bp: fc.integer({ min: 1, max: 10_000 }),
    minimum: fc.integer({ min: 0, max: most }),
  }),
);
type Cart = typeof cart extends fc.Arbitrary<infer T> ? T : never;

function voucherOf({ kind, amount, percent_bp, minimum, code }: Cart): KnownVoucher | null {
  if (kind === null) return null;
  return {
    mine: 0,
    numbers: [],
    voucher: {
      ...{
        id: uuid(900),
        code: "LUCIA10",
        tenant_id: null,
        borne_by: "store",
        kind,
        currency: code,
        minimum,
      },
      amount: kind === "amount" ? amount : null,
      percent_bp: kind === "percent" ? percent_bp : null,
      ...{ valid_from: new Date(NOW).toISOString(), valid_until: null, ended_at: null },
      ...{ limit_total: null, limit_per_person: null, redeemed: 0, created_at: new Date(NOW).toISOString() },
    },
  };
}

it("lines, rates, fees, the voucher and the tip agree with the total to the smallest unit", () => {
  holds(
    fc.property(cart, (filled) => {
      const { dishes, delivery_fee, service_fee, dish_vat_bp, fee_vat_bp } = filled;
      const items = dishes.map(({ price, vat_bp }, n) => dish(n + 1, { price, vat_bp }));
      const menu = menuOf([{ id: uuid(800), name: "All", items }]);
      const terms = { currency: filled.code, delivery_fee, service_fee, dish_vat_bp, fee_vat_bp };
      const known = voucherOf(filled);
      const { quote, lines } = priceCart(
        { ...menu, tenant: { ...TENANT, minimum_order: 0, ...terms } },
        dishes.map(({ quantity }, n) => ({ menu_item_id: uuid(n + 1), quantity, option_ids: [], note: "" })),
        OPEN,
        undefined,
        {
          tip: { amount: filled.tip, to: "kitchen" },
          voucher: known && { code: "LUCIA10", known },
          now: NOW,
        },
      );
      const itemsTotal = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
      expect(quote.items_total).toBe(itemsTotal);
      expect(quote.total).toBe(itemsTotal + delivery_fee + service_fee - quote.discount + filled.tip);
      expect(quote.vat.reduce((sum, { gross }) => sum + gross, 0) + quote.tip).toBe(quote.total);
      for (const { gross, net, vat } of quote.vat) {
        expect(net + vat).toBe(gross);
        expect(Math.min(gross, net, vat)).toBeGreaterThanOrEqual(0);
      }
      const doesCount = quote.voucher !== null && quote.voucher.problem === null;
      expect(doesCount).toBe(
        filled.kind !== null &&
          itemsTotal >= filled.minimum &&
          (filled.kind !== "free_delivery" || delivery_fee > 0),
      );
      const full = {
        amount: Math.min(filled.amount, itemsTotal),
        percent: shareOf(itemsTotal, filled.percent_bp),
        free_delivery: delivery_fee,
      };
      expect(quote.discount).toBe(doesCount && filled.kind !== null ? full[filled.kind] : 0);
    }),
    { numRuns: RUNS },
  );
});
