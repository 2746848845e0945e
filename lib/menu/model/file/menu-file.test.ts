import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "@/test/support/holds";
import { dish, menuArbitrary, menuOf } from "@/test/support/menu-arbitraries";
import type { Menu } from "../schema";
import { formatCsv, parseCsv } from "./csv";
import { decodeFile } from "./decode";
import { differencesOf, movedIds } from "./differences";
import { formatMenuCsv, parseMenuCsv } from "./menu-csv";
import { type FileMenu, type ReadFile, toFile } from "./menu-file";
import { formatMenuJson, parseMenuJson } from "./menu-json";
import { replaceContent, resolveFile } from "./resolve";

function menuIn(read: ReadFile): FileMenu {
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.menu;
}

const faultsIn = (read: ReadFile) =>
  read.ok ? [] : read.faults.map(({ place, problem }) => `${place} ${problem}`);

const withoutIds = (file: FileMenu) =>
  JSON.parse(JSON.stringify(file, (key, value) => (key === "id" ? null : value)));

let made = 0;
const newId = () => `019b0000-0000-7000-8000-${String(++made).padStart(12, "0")}`;

function applied(file: FileMenu, menu: Menu): Menu {
  const edited = replaceContent(menu, resolveFile(file, menu, newId));
  if (!edited.ok) throw new Error(edited.fault);
  return edited.menu;
}

const someMenu = menuArbitrary().filter(({ categories }) => categories.length > 0);

describe("export and import", () => {
  test("are inverses, as CSV and as JSON", () => {
    holds(
      fc.property(someMenu, fc.constantFrom("EUR", "JPY", "KWD"), (menu, currency) => {
        const file = toFile(menu);
        expect(menuIn(parseMenuCsv(formatMenuCsv(file, currency), currency))).toEqual(file);
        expect(menuIn(parseMenuJson(formatMenuJson(file, currency), currency))).toEqual(file);
      }),
    );
  });

  test("change nothing when the file is the menu's own", () => {
    holds(
      fc.property(someMenu, (menu) => {
        const again = applied(menuIn(parseMenuCsv(formatMenuCsv(toFile(menu), "EUR"), "EUR")), menu);
        expect(differencesOf(menu, again)).toEqual([]);
        expect(again).toEqual(menu);
      }),
    );
  });

  test("lead from any menu to what the file says, whatever ids it has", () => {
    holds(
      fc.property(
        menuArbitrary(),
        menuArbitrary(40),
        fc.constantFrom("own", "none", "foreign"),
        (menu, other, ids) => {
          const file = toFile(
            ids === "own" ? { ...other, categories: [...menu.categories].reverse() } : other,
          );
          const given = ids === "none" ? withoutIds(file) : file;
          const after = applied(given, menu);
          expect(withoutIds(toFile(after))).toEqual(withoutIds(file));
          const own = new Set(JSON.stringify(menu).match(/019a[0-9a-f-]{32}/g));
          const used = JSON.stringify(after.categories).match(/019a[0-9a-f-]{32}/g) ?? [];
          // Ids of another restaurant never come into this one's menu.
          expect(used.filter((id) => !own.has(id))).toEqual([]);
        },
      ),
    );
  });

  test("show a difference exactly when there is one", () => {
    holds(
      fc.property(menuArbitrary(), menuArbitrary(40), (menu, other) => {
        const after = applied(toFile(other), menu);
        const isSame = JSON.stringify(toFile(after)) === JSON.stringify(toFile(menu));
        expect(differencesOf(menu, after).length === 0).toBe(isSame);
      }),
    );
  });

  test("keep the drawing of a dish when the file has no drawings, and take it away when its cell is empty", () => {
    const menu = menuOf([
      { id: "019a0000-0000-7000-8000-0000000000c1", name: "All", items: [dish(1, { glyph: "soup" })] },
    ]);
    const glyphAfter = (text: string) =>
      applied(menuIn(parseMenuCsv(text, "EUR")), menu).categories[0]?.items[0]?.glyph;
    expect(glyphAfter("kind,name,price\ncategory,All\ndish,Dish 1,12.50\n")).toBe("soup");
    expect(glyphAfter("kind,name,price,drawing\ncategory,All\ndish,Dish 1,12.50,\n")).toBeNull();
    expect(glyphAfter("kind,name,price,drawing\ncategory,All\ndish,Dish 1,12.50,Spring roll\n")).toBe(
      "spring_roll",
    );
  });

  test("keep the points of a dish when the file has none, and take the usual ones when its cell is empty", () => {
    const menu = menuOf([
      { id: "019a0000-0000-7000-8000-0000000000c1", name: "All", items: [dish(1, { points: 5 })] },
    ]);
    const pointsAfter = (read: ReadFile) =>
      applied(menuIn(read), menu).categories[0]?.items.map(({ points }) => points);
    const csv = (text: string) => pointsAfter(parseMenuCsv(text, "EUR"));
    expect(csv("kind,name,price\ncategory,All\ndish,Dish 1,12.50\ndish,New,1.00\n")).toEqual([5, 1]);
    expect(csv("kind,name,price,points\ncategory,All\ndish,Dish 1,12.50,\ndish,New,1.00,0\n")).toEqual([
      1, 0,
    ]);
    expect(csv("kind,name,price,points\ncategory,All\ndish,Dish 1,12.50,20\n")).toEqual([20]);
    const json = (item: object) =>
      pointsAfter(
        parseMenuJson(
          JSON.stringify({
            format: "platewire-menu",
            version: 1,
            currency: "EUR",
            categories: [{ name: "All", items: [{ name: "Dish 1", price: 1250, ...item }] }],
          }),
          "EUR",
        ),
      );
    expect(json({})).toEqual([5]);
    expect(json({ points: 0 })).toEqual([0]);
  });

  test("keep a dish's own rate of VAT when the file has none, and take the store's when its cell is empty", () => {
    const menu = menuOf([
      { id: "019a0000-0000-7000-8000-0000000000c1", name: "All", items: [dish(1, { vat_bp: 1_900 })] },
    ]);
    const ratesAfter = (text: string) =>
      applied(menuIn(parseMenuCsv(text, "EUR")), menu).categories[0]?.items.map(({ vat_bp }) => vat_bp);
    expect(ratesAfter("kind,name,price\ncategory,All\ndish,Dish 1,12.50\ndish,New,1.00\n")).toEqual([
      1_900,
      null,
    ]);
    expect(ratesAfter("kind,name,price,vat\ncategory,All\ndish,Dish 1,12.50,\ndish,New,1.00,5.5\n")).toEqual([
      null,
      550,
    ]);
    const refused = parseMenuCsv("kind,name,price,vat\ncategory,All\ndish,Dish 1,12.50,51\n", "EUR");
    expect(refused).toMatchObject({ ok: false, faults: [{ place: "3", problem: "vat", value: "51" }] });
  });

  test("keep the availability of what stays, and find a dish without an id by its name", () => {
    const off = dish(1, { available: false, available_until: "2026-11-26T21:00:00.000Z" });
    const menu = menuOf([{ id: "019a0000-0000-7000-8000-0000000000c1", name: "All", items: [off] }]);
    const text = "kind;name;price\r\ncategory;ALL\r\ndish;dish 1;12,50\r\n";
    const after = applied(menuIn(parseMenuCsv(text, "EUR")), menu);
    expect(after.categories[0]?.items[0]).toMatchObject({
      id: off.id,
      price: 1250,
      available: false,
      available_until: off.available_until,
    });
  });
});

describe("a CSV file", () => {
  test("of any cells is read as it was written", () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("=1", "'=1", "''+", '"', '""', "a\r\nb", "\ta", " a ", ",;", "'a", "-1,5", "-x"),
    );
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    holds(
      fc.property(rows, (given) => {
        const kept = given
          .filter((cells) => cells.some((one) => one !== ""))
          .filter(([first]) => first !== undefined);
        // The first row decides on the delimiter, as the header of a menu does.
        const all = [["kind", "name"], ...kept];
        expect(parseCsv(formatCsv(all), 100)?.map(({ cells }) => cells)).toEqual(all);
      }),
    );
  });

  test("never gives a spreadsheet a formula to run", () => {
    const file: FileMenu = {
      categories: [
        {
          id: null,
          name: '=HYPERLINK("http://evil")',
          items: [
            {
              id: null,
              name: "+SUM(A1)",
              description: "@cmd",
              price: 100,
              allergens: [],
              may_contain: [],
              free_of: [],
              glyph: null,
              points: 1,
              groups: [],
            },
          ],
        },
      ],
    };
    const cells =
      parseCsv(formatMenuCsv(file, "EUR").replaceAll("'", "!"), 10)?.flatMap((row) => row.cells) ?? [];
    expect(cells.filter((cell) => /^[=+@\t-]/.test(cell))).toEqual([]);
    expect(menuIn(parseMenuCsv(formatMenuCsv(file, "EUR"), "EUR"))).toEqual(file);
  });

  test.each([
    ["line feeds", "kind,name,price\ncategory,All\ndish,Soup,3.90\n"],
    ["carriage returns", "kind,name,price\rcategory,All\rdish,Soup,3.90"],
    ["a byte order mark and semicolons", "\ufeffkind;name;price\r\ncategory;All;\r\ndish;Soup;3,90\r\n"],
    ["tabs", "Kind\tName\tPrice\r\nCategory\tAll\r\nDISH\tSoup\t3.90\r\n"],
    ["quotes around everything", '"kind","name","price"\r\n"category","All",""\r\n"dish","Soup","3.90"\r\n'],
    ["columns in another order", "price,name,kind\r\n,All,category\r\n3.90,Soup,dish\r\n"],
    ["empty rows", "kind,name,price\n\n,,\ncategory,All\n\ndish,Soup,3.90\n\n"],
  ])("may have %s", (_, text) => {
    expect(menuIn(parseMenuCsv(text, "EUR")).categories).toMatchObject([
      { name: "All", items: [{ name: "Soup", price: 390 }] },
    ]);
  });

  test("names every faulty row, by the number that a spreadsheet shows", () => {
    const text = [
      "kind,name,price,contains,choose_at_least,choose_at_most",
      "dish,Too early,1.00",
      "category,All",
      "dish,,1.00",
      "dish,Soup,1.999",
      "dish,Soup,2.00",
      "dish,Eel,3.00,plutonium; fish",
      "",
      "group,Size,,,2,x",
      "drink,Water,1.00",
      "group,Sauce,,,2,1",
      "option,Soy,free",
    ].join("\r\n");
    expect(faultsIn(parseMenuCsv(text, "EUR"))).toEqual([
      "2 without_category",
      "4 name",
      "5 price",
      "6 duplicate",
      "9 number",
      "9 group_without_options",
      "10 kind_unknown",
      "11 choice_impossible",
      "12 price",
    ]);
  });

  test.each([
    ["1 quote_open", 'kind,name\r\ncategory,"All\r\n'],
    ["1 empty", ""],
    ["1 empty", "kind,name\r\n"],
    ["1 column_missing", "kind,price\r\ncategory,All"],
    ["1 column_unknown", "kind,name,colour\r\ncategory,All,red"],
    ["1 duplicate", "kind,name,name\r\ncategory,All,All"],
    ["3 id_twice", `kind,name,id\r\ncategory,A,${dish(1).id}\r\ncategory,B,${dish(1).id.toUpperCase()}`],
    [
      "4 price_below_zero",
      "kind,name,price\r\ncategory,A\r\n\r\ndish,Soup,1.00\r\ngroup,Size\r\noption,Half,-1.01",
    ],
    ["3 allergen_twice", "kind,name,price,contains,free_of\r\ncategory,A\r\ndish,Soup,1.00,soya,soy"],
    ["3 allergen", "kind,name,price,free_of\r\ncategory,A\r\ndish,Soup,1.00,joy"],
    ["3 points", "kind,name,price,points\r\ncategory,A\r\ndish,Soup,1.00,21"],
    ["3 points", "kind,name,price,points\r\ncategory,A\r\ndish,Soup,1.00,-1"],
    ["3 points", "kind,name,price,points\r\ncategory,A\r\ndish,Soup,1.00,1.5"],
    ["3 glyph", "kind,name,price,drawing\r\ncategory,A\r\ndish,Soup,1.00,spaceship"],
  ])("is refused with %s", (fault, text) => {
    expect(faultsIn(parseMenuCsv(text, "EUR"))).toContain(fault);
  });

  test("of more rows than a menu can have is refused before it is read whole", () => {
    const text = `kind,name\r\n${"category,All\r\n".repeat(30_000)}`;
    expect(faultsIn(parseMenuCsv(text, "EUR"))).toEqual(["20000 too_many_rows"]);
  });
});

describe("the character set of a file", () => {
  const text = "kind,name\r\ncategory,Crème brûlée\r\n";
  test.each([
    ["utf-8", Buffer.from(text, "utf8")],
    ["utf-16le", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["utf-16be", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["windows-1252", Buffer.from(text, "latin1")],
  ])("may be %s", (charset, bytes) => {
    const decoded = decodeFile(new Uint8Array(bytes));
    expect(decoded?.charset).toBe(charset);
    expect(decoded?.isGuessed).toBe(charset === "windows-1252");
    expect(menuIn(parseMenuCsv(decoded?.text ?? "", "EUR")).categories[0]?.name).toBe("Crème brûlée");
  });

  test("is none for bytes that are no text", () => {
    expect(decodeFile(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0xff]))).toBeNull();
  });
});

describe("a JSON file", () => {
  const file = (over: object) =>
    JSON.stringify({ format: "platewire-menu", version: 1, currency: "EUR", categories: [], ...over });
  const soup = { name: "Soup", price: 390 };

  test("may leave out ids and what a dish does not have", () => {
    const read = menuIn(parseMenuJson(file({ categories: [{ name: "All", items: [soup] }] }), "EUR"));
    expect(read.categories[0]?.items[0]).toEqual({
      ...soup,
      id: null,
      description: "",
      allergens: [],
      may_contain: [],
      free_of: [],
      groups: [],
    });
  });

  test.each([
    [
      "categories.0.items.0.points shape",
      file({ categories: [{ name: "A", items: [{ ...soup, points: 21 }] }] }),
    ],
    [" not_json", "{"],
    ["currency currency", file({ currency: "USD", categories: [{ name: "A", items: [] }] })],
    [
      "categories.0.items.0.price shape",
      file({ categories: [{ name: "A", items: [{ ...soup, price: -1 }] }] }),
    ],
    [
      "categories.0.items.1 duplicate",
      file({ categories: [{ name: "A", items: [soup, { ...soup, name: "SOUP" }] }] }),
    ],
    ["format shape", file({ format: "other" })],
    ["1 empty", file({})],
  ])("is refused with %s", (fault, text) => {
    expect(faultsIn(parseMenuJson(text, "EUR"))).toContain(fault);
  });
});

test("the fewest things that explain another order are called moved", () => {
  expect([...movedIds(["a", "b", "c", "d"], ["b", "c", "d", "a"])]).toEqual(["a"]);
  expect([...movedIds(["a", "b", "c"], ["x", "a", "b"])]).toEqual([]);
});
