import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextDay } from "@/lib/stores/model/hours/local-time";
import { holds } from "@/test/support/holds";
import { dish, menuOf } from "@/test/support/menu-arbitraries";
import { OPEN } from "@/test/support/store-views";
import { isAvailable, menuAt, returnsOf } from "./availability";
import { offUntil } from "./off-until";
import { priceCart } from "./pricing";
import type { MenuItem } from "./schema";

const NOW = Date.parse("2026-11-26T17:00:00.000Z");
const iso = (at: number) => new Date(at).toISOString();

describe("a thing that is off", () => {
  test("is available again from the instant on that was named, and without one only when it is turned on", () => {
    const off = { available: false, available_until: iso(NOW) };
    expect([NOW - 1, NOW, NOW + 1].map((at) => isAvailable(off, at))).toEqual([false, true, true]);
    expect(isAvailable({ available: false, available_until: null }, NOW * 2)).toBe(false);
    expect(isAvailable({ available: true, available_until: null }, 0)).toBe(true);
  });

  test("is counted by the cart, the quote and the menu alike", () => {
    const option = {
      id: "019a0000-0000-7000-8000-00000000000a",
      name: "Egg",
      price: 100,
      available: false,
      available_until: iso(NOW),
      group: { id: "019a0000-0000-7000-8000-00000000000b", name: "Extras", minimum: 0, maximum: 1 },
    };
    const item = dish(1, { available: false, available_until: iso(NOW), options: [option] });
    const line = { menu_item_id: item.id, quantity: 1, option_ids: [option.id], note: "" };
    const menu = menuOf([{ id: "c", name: "All", items: [item] }]);
    const problemAt = (at: number) => priceCart(menuAt(menu, at), [line], OPEN).quote.lines[0]?.problem;
    expect([problemAt(NOW - 1), problemAt(NOW)]).toEqual(["item_unavailable", null]);
    expect(returnsOf(menu)).toEqual([NOW, NOW]);
    expect(returnsOf(menuAt(menu, NOW))).toEqual([]);
  });

  test("does not change dishes that stay as they are", () => {
    const items: MenuItem[] = [dish(1), dish(2, { available: false, available_until: iso(NOW + 1) })];
    const [category] = menuAt(menuOf([{ id: "c", name: "All", items }]), NOW).categories;
    expect(category?.items[0]).toBe(items[0]);
    expect(category?.items[1]).toBe(items[1]);
  });
});

describe("turning off", () => {
  test("lasts four hours, until the store's next day, or until somebody turns it on", () => {
    expect(offUntil("four_hours", NOW, "Europe/Berlin")).toBe("2026-11-26T21:00:00.000Z");
    expect(offUntil("today", NOW, "Europe/Berlin")).toBe("2026-11-26T23:00:00.000Z");
    expect(offUntil("today", NOW, "America/New_York")).toBe("2026-11-27T05:00:00.000Z");
    expect(offUntil("until_on", NOW, "Europe/Berlin")).toBeNull();
  });

  test.each([
    ["that has 23 hours", "2026-03-28T23:30:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["that has 25 hours", "2026-10-24T22:30:00.000Z", "2026-10-25T23:00:00.000Z"],
    ["that has just begun", "2026-11-25T23:00:00.000Z", "2026-11-26T23:00:00.000Z"],
  ])("for today ends at midnight on a day %s", (_, now, end) => {
    expect(iso(nextDay(Date.parse(now), "Europe/Berlin"))).toBe(end);
  });

  test("for today ends within 25 hours, on another day, and the minute before is still today", () => {
    const zones = ["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Auckland", "Africa/Cairo"];
    holds(
      fc.property(
        fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2028-01-01") }),
        fc.constantFrom(...zones),
        (now, timeZone) => {
          const end = nextDay(now, timeZone);
          const day = (at: number) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
          expect(end).toBeGreaterThan(now);
          expect(end - now).toBeLessThanOrEqual(25 * 3_600_000);
          expect(day(end)).not.toBe(day(now));
          expect(day(end - 60_000)).toBe(day(now));
        },
      ),
    );
  });
});
