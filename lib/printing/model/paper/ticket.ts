import { allergensOf, mentionsAllergy, namedAllergens } from "@/lib/board/model/allergy";
import type { Windows } from "@/lib/broadcasts/model/standstill";
import { extraRows } from "@/lib/money/model/rows";
import { answerEnd } from "@/lib/orders/model/deadlines";
import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";
import { linesToMake, lineToMake, unavailableLine } from "@/lib/orders/model/unavailable/lines";
import { formatDateTime, formatMoney, formatTime } from "@/lib/text/format";
import { printable, printableLines } from "./printable";

/** Texts of messages/en/printing.json, `paper`. */
export type PaperWord =
  | "placed"
  | "ready_by"
  | "door_by"
  | "allergy"
  | "allergy_of"
  | "contains"
  | "dish_contains"
  | "note"
  | "service_fee"
  | "discount"
  | "tip_rider"
  | "tip_kitchen"
  | "cash"
  | "paid"
  | "riders_bring"
  | "rider_brings"
  | "dishes"
  | "cancelled"
  | "test_order"
  | "test_order_lead"
  | "instead_of"
  | "left_out"
  | "undecided"
  | "copy"
  | "changed"
  | "attempt"
  | "printed"
  | "test_title"
  | "test_lead"
  | "test_sample";
export type PaperWords = (word: PaperWord, values?: Record<string, string | number>) => string;

/** One part of a ticket. The screen, the browser's print and a receipt printer show the same parts. */
export type Block =
  | { readonly kind: "store" | "fact" | "contains" | "small" | "strong"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "band"; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: "note"; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: "item"; readonly quantity: number; readonly text: string }
  | { readonly kind: "option"; readonly text: string }
  | { readonly kind: "wish"; readonly text: string }
  | { readonly kind: "danger"; readonly text: string }
  | { readonly kind: "rule" };

export interface Copy {
  /** Null on a screen and in a browser's print. */
  readonly printed: { readonly at: string; readonly printer: string } | null;
  /** 2 or more when earlier ones may have come out. */
  readonly attempt: number;
  /** `changed`: since the earlier ticket came out, the order was accepted again, or a sold-out dish was decided. */
  readonly earlier: "none" | "same" | "changed";
}

export const ON_SCREEN: Copy = { printed: null, attempt: 1, earlier: "none" };

const MINUTE = 60_000;

const isAllergy = (note: string) => mentionsAllergy({ note, items: [] });

function allergyBand(order: BoardOrder, words: PaperWords): Block[] {
  const ofItems = order.items.filter(({ note }) => isAllergy(note));
  const lines = [
    ...(isAllergy(order.note) ? printableLines(order.note) : []),
    ...ofItems.map(({ name, note }) => words("allergy_of", { dish: printable(name), note: printable(note) })),
  ];
  return lines.length === 0 ? [] : [{ kind: "band", title: words("allergy"), lines }];
}

function dish(
  order: BoardOrder,
  item: OrderItem,
  words: PaperWords,
  instead: readonly Block[] = [],
): Block[] {
  const named = namedAllergens(order, item);
  return [
    { kind: "item", quantity: item.quantity, text: printable(item.name) },
    ...instead,
    ...item.options.map(({ name }) => ({ kind: "option" as const, text: printable(name) })),
    ...printableLines(item.note).map((text) => ({ kind: "wish" as const, text })),
    ...(named.length > 0
      ? [{ kind: "danger" as const, text: words("dish_contains", { list: named.map(printable).join(", ") }) }]
      : []),
  ];
}

/** Dishes that are not made are on the paper, too: an earlier one may say to make them. */
function line(order: BoardOrder, item: OrderItem, words: PaperWords, maintenance: Windows): Block[] {
  const soldOut = unavailableLine(order, item);
  if (soldOut === null) return dish(order, item, words);
  const made = lineToMake(order, item);
  const name = printable(item.name);
  if (made !== null)
    return dish(order, made, words, [{ kind: "wish", text: words("instead_of", { dish: name }) }]);
  const { quantity } = item;
  if (soldOut.choice !== null) return [{ kind: "fact", text: words("left_out", { quantity, dish: name }) }];
  const end = new Date(answerEnd(soldOut.answer_by, maintenance)).toISOString();
  const time = formatTime(end, order.time_zone);
  return [{ kind: "strong", text: words("undecided", { quantity, dish: name, time }) }];
}

function times(order: BoardOrder, words: PaperWords): Block[] {
  const time = (instant: number) => formatTime(new Date(instant).toISOString(), order.time_zone);
  const placed = words("placed", { time: formatDateTime(order.created_at, order.time_zone) });
  if (order.promised_at === null) return [{ kind: "fact", text: placed }];
  const door = Date.parse(order.promised_at);
  return [
    { kind: "strong", text: words("ready_by", { time: time(door - order.delivery_minutes * MINUTE) }) },
    { kind: "fact", text: words("door_by", { time: time(door) }) },
    { kind: "fact", text: placed },
  ];
}

function copyLines({ printed, attempt, earlier }: Copy, timeZone: string, words: PaperWords): Block[] {
  return [
    ...(attempt > 1 ? [{ kind: "strong" as const, text: words("attempt", { n: attempt }) }] : []),
    ...(earlier === "none"
      ? []
      : [{ kind: "strong" as const, text: words(earlier === "changed" ? "changed" : "copy") }]),
    ...(printed === null
      ? []
      : [
          {
            kind: "small" as const,
            text: words("printed", {
              time: formatTime(printed.at, timeZone),
              printer: printable(printed.printer),
            }),
          },
        ]),
  ];
}

/** Nothing while the store may bring it itself. */
function delivery({ rider_name, delivery_by }: BoardOrder, words: PaperWords): Block[] {
  if (rider_name !== null)
    return [{ kind: "strong", text: words("rider_brings", { rider: printable(rider_name) }) }];
  return delivery_by === "riders" ? [{ kind: "strong", text: words("riders_bring") }] : [];
}

/** What the customer adds to the dishes, if anything: the kitchen sees its tip. */
function sums(order: BoardOrder, words: PaperWords): Block[] {
  return extraRows(order).map(({ name, code, amount }) => ({
    kind: "fact",
    text: words(name, { code: printable(code), amount: formatMoney(amount, order.currency) }),
  }));
}

/** The ticket of an order, as the kitchen gets it. `maintenance`: since the order was placed. */
export function ticketOf(order: BoardOrder, copy: Copy, words: PaperWords, maintenance: Windows): Block[] {
  const amount = formatMoney(order.final_amount, order.currency);
  const { line1, postal_code, city, note: door } = order.address;
  const made = linesToMake(order);
  const contains = allergensOf({ items: made });
  return [
    { kind: "store", text: printable(order.tenant_name) },
    ...copyLines({ ...copy, printed: null }, order.time_zone, words),
    { kind: "code", text: order.order_code.replace(/^ORD-/, "") },
    ...(order.is_test === true
      ? [{ kind: "band" as const, title: words("test_order"), lines: [words("test_order_lead")] }]
      : []),
    ...(order.order_status === "Cancelled"
      ? [{ kind: "band" as const, title: words("cancelled"), lines: [] }]
      : []),
    ...times(order, words),
    ...allergyBand(order, words),
    { kind: "rule" },
    ...order.items.flatMap((item) => line(order, item, words, maintenance)),
    { kind: "rule" },
    { kind: "fact", text: words("dishes", { count: made.reduce((sum, { quantity }) => sum + quantity, 0) }) },
    ...(contains.length > 0
      ? [{ kind: "contains" as const, text: words("contains", { list: contains.map(printable).join(", ") }) }]
      : []),
    ...(order.note === "" || isAllergy(order.note)
      ? []
      : [{ kind: "note" as const, title: words("note"), lines: printableLines(order.note) }]),
    ...sums(order, words),
    { kind: "strong", text: words(order.payment_method === "cash" ? "cash" : "paid", { amount }) },
    { kind: "rule" },
    ...delivery(order, words),
    { kind: "fact", text: printable(order.customer_name) },
    { kind: "fact", text: printable(`${line1}, ${postal_code} ${city}`) },
    ...printableLines(door).map((text) => ({ kind: "fact" as const, text })),
    ...copyLines({ ...copy, attempt: 1, earlier: "none" }, order.time_zone, words),
  ];
}

interface TestPrint {
  store: string;
  timeZone: string;
  printed: NonNullable<Copy["printed"]>;
}

export function testTicket({ store, timeZone, printed }: TestPrint, words: PaperWords): Block[] {
  return [
    { kind: "store", text: printable(store) },
    { kind: "code", text: words("test_title") },
    { kind: "fact", text: words("test_lead") },
    { kind: "band", title: words("allergy"), lines: [words("test_sample")] },
    { kind: "rule" },
    { kind: "item", quantity: 2, text: "ÄÖÜ äöü ß €" },
    { kind: "option", text: "ÀÉÎÕÇ Ł Ş Ğ Ж Ω" },
    { kind: "rule" },
    ...copyLines({ printed, attempt: 1, earlier: "none" }, timeZone, words),
  ];
}
