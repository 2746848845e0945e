import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_WINDOWS } from "@/lib/broadcasts/model/standstill";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { placedOrder } from "@/test/support/order-arbitraries";
import { encodePaper, MEDIA_TYPES, mediaTypeOf } from "./encode";
import { layOut } from "./layout";
import { printable, printableLines, widthOf, wrap } from "./printable";
import { ON_SCREEN, type PaperWords, testTicket, ticketOf } from "./ticket";

const words: PaperWords = (word, values = {}) => `${word} ${Object.values(values).join(" ")}`.trim();

/** Letters, East Asian characters, emoji, combining marks, commands of printers and marks of direction. */
const strange = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ..."aB9 é漢かハ한😀👩‍🍳\u0301\u0323\x1b\x1d\0\x07\r\n\t\u202e\u2028\u200b\ufffd\ud800ŁŞ€",
    ),
    fc.string({ unit: "grapheme", maxLength: 1 }),
  ),
  maxLength: 200,
});
const columns = fc.constantFrom(48, 32);

const anyOrder: fc.Arbitrary<BoardOrder> = fc
  .record({
    note: strange,
    customer_name: strange,
    items: fc.array(
      fc.record({
        name: strange,
        note: strange,
        quantity: fc.integer({ min: 1, max: 99 }),
        options: fc.array(strange, { maxLength: 4 }),
        allergens: fc.array(strange, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ items, ...over }) => {
    const order = placedOrder(over);
    const [sample] = order.items;
    if (sample === undefined) throw new Error("The sample has no dish");
    return {
      ...order,
      items: items.map((item) => ({
        ...sample,
        ...item,
        options: item.options.map((name) => ({ id: sample.id, name, price: 0 })),
      })),
    };
  });

const blanksRemoved = (text: string) => text.replaceAll(" ", "");
const DANGEROUS = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

describe("a text on paper", () => {
  test("has nothing that a printer would take for a command, and no line breaks of its own", () => {
    fc.assert(
      fc.property(strange, (text) => {
        for (const line of printableLines(text)) {
          expect(line).not.toMatch(DANGEROUS);
          expect(line.trim()).toBe(line);
          expect(line).not.toBe("");
        }
      }),
    );
  });

  test("is wrapped to lines that fit, and loses no character", () => {
    fc.assert(
      fc.property(strange, fc.integer({ min: 4, max: 48 }), (given, room) => {
        const text = printable(given);
        const lines = wrap(text, room);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(room);
        expect(blanksRemoved(lines.join(""))).toBe(blanksRemoved(text));
      }),
    );
  });

  test("of ten thousand characters comes out whole, with or without blanks", () => {
    for (const text of ["x".repeat(10_000), "no nuts ".repeat(1_250).trim()]) {
      const lines = layOut([{ kind: "note", title: "Note", lines: printableLines(text) }], 48);
      expect(
        blanksRemoved(
          lines
            .slice(1)
            .map((line) => line.text)
            .join(""),
        ),
      ).toBe(blanksRemoved(text));
    }
  });
});

describe("the ticket of an order", () => {
  test("fits the paper, whatever people wrote", () => {
    fc.assert(
      fc.property(anyOrder, columns, (order, width) => {
        for (const line of layOut(ticketOf(order, ON_SCREEN, words, NO_WINDOWS), width)) {
          expect(widthOf(line.text) * line.wide).toBeLessThanOrEqual(width);
          expect(line.text).not.toMatch(DANGEROUS);
        }
      }),
    );
  });

  test("shows each dish with its quantity, each option on a line of its own, and every note", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const blocks = ticketOf(order, ON_SCREEN, words, NO_WINDOWS);
        const items = blocks.filter((block) => block.kind === "item");
        expect(items.map(({ quantity }) => quantity)).toEqual(order.items.map(({ quantity }) => quantity));
        expect(items.map(({ text }) => text)).toEqual(order.items.map(({ name }) => printable(name)));
        expect(blocks.filter((block) => block.kind === "option").map(({ text }) => text)).toEqual(
          order.items.flatMap(({ options }) => options.map(({ name }) => printable(name))),
        );
        expect(blocks.filter((block) => block.kind === "wish").map(({ text }) => text)).toEqual(
          order.items.flatMap(({ note }) => printableLines(note)),
        );
        const [note] = blocks.filter((block) => block.kind === "note");
        const [band] = blocks.filter((block) => block.kind === "band");
        expect([...(band?.lines ?? []), ...(note?.lines ?? [])]).toEqual(
          expect.arrayContaining(printableLines(order.note)),
        );
      }),
    );
  });

  test("has a band for an allergy, above the dishes, and for nothing else", () => {
    const order = placedOrder({ note: "Peanut allergy!" });
    const items = order.items.map((item) => ({ ...item, name: "Satay", allergens: ["peanuts"] }));
    const blocks = ticketOf({ ...order, items }, ON_SCREEN, words, NO_WINDOWS);
    const kinds = blocks.map(({ kind }) => kind);
    expect(kinds).toContain("danger");
    expect(kinds.indexOf("band")).toBeGreaterThan(-1);
    expect(kinds.indexOf("band")).toBeLessThan(kinds.indexOf("item"));
    const inverted = layOut(blocks, 48).filter((line) => line.isInverted);
    expect(inverted.map(({ text }) => text).join("\n")).toContain("Peanut allergy!");
    for (const line of inverted) expect(widthOf(line.text) * line.wide).toBe(48);
    const ordinary = ticketOf(placedOrder({ note: "Ring twice" }), ON_SCREEN, words, NO_WINDOWS);
    expect(ordinary.map(({ kind }) => kind)).not.toContain("band");
  });

  test("of a test order begins with a band that says so, on any printer", () => {
    const order = placedOrder({ is_test: true, note: "" });
    const blocks = ticketOf(order, ON_SCREEN, words, NO_WINDOWS);
    expect(blocks[2]).toEqual({ kind: "band", title: "test_order", lines: ["test_order_lead"] });
    const paper = new TextDecoder().decode(encodePaper("text/plain", layOut(blocks, 48), 48));
    expect(paper).toContain("! test_order !");
  });

  test("says what is made instead of a sold-out dish, what is left out, and what the customer decides", () => {
    const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
    const names = ["Ramen", "Miso soup", "Edamame", "Gyoza"];
    const [sample] = placedOrder().items;
    if (sample === undefined) throw new Error("The sample has no dish");
    const items = names.map((name, n) => ({ ...sample, id: uuid(n), name, quantity: n + 1, options: [] }));
    const soldOut = (n: number, choice: "replace" | "remove" | null) => ({
      order_item_id: uuid(n),
      name: names[n] ?? "",
      quantity: n + 1,
      amount: 1_000,
      proposal: { menu_item_id: uuid(90), name: "Onion soup", amount: 900, allergens: [] },
      answer_by: "2026-05-04T18:00:00.000Z",
      choice,
      decided_at: choice && "2026-05-04T17:58:00.000Z",
      acknowledged_at: null,
    });
    const order = placedOrder({
      items,
      unavailable: [soldOut(1, "replace"), soldOut(2, "remove"), soldOut(3, null)],
    });
    const blocks = ticketOf(order, ON_SCREEN, words, NO_WINDOWS);
    const rules = blocks.flatMap(({ kind }, place) => (kind === "rule" ? [place] : []));
    expect(blocks.slice((rules[0] ?? 0) + 1, rules[1])).toEqual([
      { kind: "item", quantity: 1, text: "Ramen" },
      { kind: "item", quantity: 2, text: "Onion soup" },
      { kind: "wish", text: "instead_of Miso soup" },
      { kind: "fact", text: "left_out 3 Edamame" },
      { kind: "strong", text: expect.stringMatching(/^undecided 4 Gyoza \d{2}:00$/) },
    ]);

    const ends = Date.parse("2026-05-04T18:00:00.000Z");
    const during = [[ends - 60_000, ends + 14 * 60_000]] as const;
    const later = ticketOf(order, ON_SCREEN, words, during).flatMap((block) =>
      "text" in block && block.text.startsWith("undecided") ? [block.text] : [],
    );
    expect(later).toEqual([expect.stringMatching(/^undecided 4 Gyoza \d{2}:15$/)]);
  });

  test("says which rider brings the order, or that one will", () => {
    const brings = (over: Partial<BoardOrder>) =>
      ticketOf(placedOrder(over), ON_SCREEN, words, NO_WINDOWS).flatMap((block) =>
        "text" in block && /^riders?_bring/.test(block.text) ? [block.text] : [],
      );
    expect(brings({ delivery_by: "riders" })).toEqual(["riders_bring"]);
    expect(brings({ delivery_by: "either", rider_name: "Rita" })).toEqual(["rider_brings Rita"]);
    for (const delivery_by of ["store", "either"] as const) expect(brings({ delivery_by })).toEqual([]);
  });

  test("says cash or paid, the code large, and that an attempt or a copy may be a second one", () => {
    const kindOf = (order: BoardOrder, text: string) =>
      ticketOf(order, ON_SCREEN, words, NO_WINDOWS).find(
        (block) => "text" in block && block.text.startsWith(text),
      )?.kind;
    expect(kindOf(placedOrder({ payment_method: "cash" }), "cash")).toBe("strong");
    expect(kindOf(placedOrder(), "paid")).toBe("strong");
    const [code] = layOut([{ kind: "code", text: "A7X3B2" }], 48);
    expect(code).toMatchObject({ text: "A7X3B2", wide: 3, tall: 3 });
    const again = ticketOf(
      placedOrder(),
      { printed: { at: "2026-05-04T18:00:00.000Z", printer: "Kitchen" }, attempt: 2, earlier: "same" },
      words,
      NO_WINDOWS,
    );
    const texts = again.flatMap((block) => ("text" in block ? [block.text] : []));
    expect(texts).toEqual(
      expect.arrayContaining(["attempt 2", "copy", expect.stringMatching(/^printed .*Kitchen/)]),
    );
  });
});

describe("the bytes for a printer", () => {
  const LENGTHS: Record<string, number> = { "@": 2, E: 2, F: 2, "4": 2, "5": 2, i: 4, d: 3 };
  const AFTER_GS: Record<string, number> = { ")": 8, t: 4, a: 4 };

  /** Removes the commands that this encoder writes. Throws at any other one. */
  function withoutCommands(bytes: Uint8Array): number[] {
    const text: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      const byte = bytes[at] ?? 0;
      if (byte !== 0x1b) {
        text.push(byte);
        at += 1;
        continue;
      }
      const isAfterGs = bytes[at + 1] === 0x1d;
      const name = String.fromCharCode(bytes[at + (isAfterGs ? 2 : 1)] ?? 0);
      const length = (isAfterGs ? AFTER_GS : LENGTHS)[name];
      if (length === undefined) throw new Error(`There is an unknown command at ${at}`);
      at += length;
    }
    return text;
  }

  test("have no control but their own commands and line feeds", () => {
    fc.assert(
      fc.property(anyOrder, columns, fc.constantFrom(...MEDIA_TYPES), (order, width, type) => {
        const bytes = encodePaper(type, layOut(ticketOf(order, ON_SCREEN, words, NO_WINDOWS), width), width);
        const controls = withoutCommands(bytes).filter((byte) => byte < 0x20 || byte === 0x7f);
        expect(controls.filter((byte) => byte !== 0x0a)).toEqual([]);
      }),
    );
  });

  test("are UTF-8 for StarPRNT, and Windows-1252 with the nearest letters for Star Line Mode", () => {
    const lines = layOut([{ kind: "fact", text: "Łódź Şiş € ﾊﾟ 漢" }], 48);
    const decoded = (type: (typeof MEDIA_TYPES)[number], charset: string) =>
      new TextDecoder(charset).decode(encodePaper(type, lines, 48));
    expect(decoded("application/vnd.star.starprnt", "utf-8")).toContain("Łódź Şiş € ﾊﾟ 漢");
    expect(decoded("application/vnd.star.line", "windows-1252")).toContain("Lódz Sis € ");
    expect(decoded("text/plain", "utf-8")).toBe("Łódź Şiş € ﾊﾟ 漢\n");
  });

  test("cut the paper at the end, and begin by undoing what an earlier job set", () => {
    const bytes = encodePaper("application/vnd.star.starprnt", layOut([{ kind: "rule" }], 48), 48);
    expect([...bytes.slice(0, 2)]).toEqual([0x1b, 0x40]);
    expect([...bytes.slice(-3)]).toEqual([0x1b, 0x64, 3]);
  });

  test("frame in plain text what is white on black on paper", () => {
    const ticket = testTicket(
      {
        store: "Sushi Bar",
        timeZone: "Europe/Berlin",
        printed: { at: "2026-05-04T18:00:00.000Z", printer: "Kitchen" },
      },
      words,
    );
    const text = new TextDecoder().decode(encodePaper("text/plain", layOut(ticket, 32), 32));
    expect(text).toMatch(/\*{32}\n +! allergy !\ntest_sample\n\*{32}/);
  });

  test.each([
    [null, "application/vnd.star.starprnt"],
    ["text/plain; charset=utf-8", "text/plain"],
    ["Application/VND.star.line", "application/vnd.star.line"],
    ["image/png", null],
    ["__proto__", null],
  ])("are chosen by the wish %j", (wish, type) => expect(mediaTypeOf(wish)).toBe(type));
});
