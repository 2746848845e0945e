import type { DiscountBy, DiscountKind, TipTo } from "@/lib/money/model/schema";
import { tipReceiver } from "@/lib/money/model/tip";
import { vatIn } from "@/lib/money/model/vat";
import type { Account } from "./schema";

/** What an account is owed by an entry, in minor units; negative: what its holder owes. Never 0. */
export interface Entry {
  readonly account: Account;
  /** The id of a store or a rider; empty where an account has no holder. */
  readonly holder: string;
  readonly amount: number;
}

interface OrderFacts {
  readonly tenant_id: string;
  readonly items_total: number;
  readonly delivery_fee: number;
  readonly service_fee: number;
  readonly discount: number;
  readonly discount_by: DiscountBy | null;
  readonly discount_kind: DiscountKind | null;
  readonly tip: number;
  readonly tip_to: TipTo | null;
  readonly rider_id: string | null;
  /** The store brought it, itself or with a rider of its own: the delivery fee and the cash are the store's. */
  readonly is_store_delivery: boolean;
  readonly commission_bp: number;
  /** The rate of VAT that is contained in what the platform charges. */
  readonly fee_vat_bp: number;
}

/** Something that happened to money. Amounts are in minor units and positive. */
export type Fact =
  | ({ readonly kind: "order_delivered" } & OrderFacts)
  | ({ readonly kind: "order_paid"; readonly method: "cash" | "demo_card"; readonly amount: number } & Pick<
      OrderFacts,
      "tenant_id" | "rider_id" | "is_store_delivery"
    >)
  | { readonly kind: "payment_captured" | "payment_refunded"; readonly amount: number }
  | {
      readonly kind: "refund_granted";
      readonly amount: number;
      readonly tenant_id: string;
      readonly borne_by: "store" | "platform";
      /** The money goes back at once by a provider that reports nothing: the card of the demo. */
      readonly is_paid_back: boolean;
    }
  | { readonly kind: "contest_upheld"; readonly amount: number; readonly tenant_id: string }
  | { readonly kind: "payout"; readonly amount: number; readonly to: Holder }
  | {
      readonly kind: "cash_handed_in";
      readonly amount: number;
      readonly rider_id: string;
      /** Null: to the platform. */
      readonly tenant_id: string | null;
    };

type Holder = { readonly kind: "store" | "rider"; readonly id: string };

/** Returns what the platform keeps of an order's dishes, with VAT: a discount that the store bears is taken off them first. */
export function commissionOf(order: OrderFacts): number {
  const isOffDishes = order.discount_by === "store" && order.discount_kind !== "free_delivery";
  const dishes = Math.max(0, order.items_total - (isOffDishes ? order.discount : 0));
  return Math.round((dishes * order.commission_bp) / 10_000);
}

/** Returns what the platform charges the customer for an order, with VAT. */
const customerFeesOf = (order: OrderFacts): number =>
  order.service_fee + (order.is_store_delivery ? 0 : order.delivery_fee);

/** What is charged to a store has it as the holder: its invoices are made of these. What customers pay has none. */
function charged(gross: number, rateBp: number, holder: string): Entry[] {
  const vat = vatIn(gross, rateBp);
  return [
    { account: "platform_fee", holder, amount: gross - vat },
    { account: "vat", holder, amount: vat },
  ];
}

function ofDelivery(order: OrderFacts): Entry[] {
  const { tenant_id, rider_id } = order;
  const final = order.items_total + order.delivery_fee + order.service_fee - order.discount + order.tip;
  const ofStore =
    order.items_total -
    commissionOf(order) +
    (order.is_store_delivery ? order.delivery_fee : 0) -
    (order.discount_by === "store" ? order.discount : 0);
  const receiver = tipReceiver(order);
  return [
    { account: "customer", holder: "", amount: -final },
    { account: "store_payable", holder: tenant_id, amount: ofStore },
    ...charged(commissionOf(order), order.fee_vat_bp, tenant_id),
    ...charged(customerFeesOf(order), order.fee_vat_bp, ""),
    { account: "vouchers", holder: "", amount: order.discount_by === "store" ? 0 : -order.discount },
    {
      account: "tips",
      holder: receiver === "rider" && rider_id !== null ? rider_id : tenant_id,
      amount: receiver === null ? 0 : order.tip,
    },
  ];
}

/** Moves an amount from one account to another. */
const move = (amount: number, from: Omit<Entry, "amount">, to: Omit<Entry, "amount">): Entry[] => [
  { ...from, amount: -amount },
  { ...to, amount },
];

const CUSTOMER = { account: "customer", holder: "" } as const;
const CLEARING = { account: "provider_clearing", holder: "" } as const;
const LOSS = { account: "platform_loss", holder: "" } as const;
const store = (id: string) => ({ account: "store_payable", holder: id }) as const;

function allOf(fact: Fact): Entry[] {
  switch (fact.kind) {
    case "order_delivered":
      return ofDelivery(fact);
    case "order_paid": {
      if (fact.method === "demo_card") return move(fact.amount, CLEARING, CUSTOMER);
      const hasRider = fact.rider_id !== null && !fact.is_store_delivery;
      const bag = hasRider
        ? ({ account: "rider_cash", holder: fact.rider_id ?? "" } as const)
        : store(fact.tenant_id);
      return move(fact.amount, bag, CUSTOMER);
    }
    case "payment_captured":
      return move(fact.amount, CLEARING, CUSTOMER);
    case "payment_refunded":
      return move(fact.amount, CUSTOMER, CLEARING);
    case "refund_granted":
      return move(
        fact.amount,
        fact.borne_by === "store" ? store(fact.tenant_id) : LOSS,
        fact.is_paid_back ? CLEARING : CUSTOMER,
      );
    case "contest_upheld":
      return move(fact.amount, LOSS, store(fact.tenant_id));
    case "payout":
      return move(
        fact.amount,
        fact.to.kind === "store" ? store(fact.to.id) : { account: "rider_payable", holder: fact.to.id },
        CLEARING,
      );
    case "cash_handed_in":
      return move(fact.amount, fact.tenant_id === null ? CLEARING : store(fact.tenant_id), {
        account: "rider_cash",
        holder: fact.rider_id,
      });
  }
}

/** Returns the entries of one transaction, which sum to zero. Empty: the fact moves no money. */
export const entriesOf = (fact: Fact): Entry[] => allOf(fact).filter(({ amount }) => amount !== 0);

/** Returns the entries that undo others. */
export const reversed = (entries: readonly Entry[]): Entry[] =>
  entries.map((entry) => ({ ...entry, amount: -entry.amount }));
