import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { storefrontOf } from "@/lib/menu/model/storefront";
import type { Tenant } from "@/lib/stores/model/schema";
import { changedIntake } from "@/lib/stores/model/status/change";
import { statusAt } from "@/lib/stores/model/status/status";
import shop from "@/messages/en/shop.json";
import states from "@/messages/en/states.json";
import { NEVER_OPEN } from "@/test/support/intake";
import { STORE } from "@/test/support/store-views";
import { RestaurantCard } from "./restaurant-card";
import { RestaurantHeading } from "./restaurant-heading";

vi.mock("./cloth/cloth", () => ({ Cloth: () => null }));

/** 20:00 in Berlin. */
const NOW = Date.parse("2026-11-26T19:00:00Z");

function shown(tenant: Tenant) {
  const page = (part: React.ReactNode) =>
    renderToStaticMarkup(
      <QueryClientProvider client={new QueryClient()}>
        <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ shop, states }}>
          {part}
        </NextIntlClientProvider>
      </QueryClientProvider>,
    );
  const front = storefrontOf(tenant, statusAt(tenant, NOW), [], []);
  return {
    list: page(<RestaurantCard storefront={front} isNew={false} renderedAt={NOW} />),
    menu: page(<RestaurantHeading tenant={tenant} isNew={false} renderedAt={NOW} />),
  };
}

const MINUTES = /\d+–\d+ min/;

test("an open restaurant says in how many minutes an order arrives, a closed one says that it is closed", () => {
  const [open, closed] = [shown(STORE), shown({ ...STORE, hours: NEVER_OPEN })];
  expect([MINUTES.test(open.list), MINUTES.test(open.menu)]).toEqual([true, true]);
  expect([MINUTES.test(closed.list), MINUTES.test(closed.menu)]).toEqual([false, false]);
  expect(closed.list).toContain("Closed right now");
  expect(closed.menu).toContain("taking orders right now");
});

test("a closed restaurant says when it opens, with the day when that is not today", () => {
  const hours = { ...NEVER_OPEN, weekly: [{ day: 4, from: "21:30", to: "23:00" } as const] };
  expect(shown({ ...STORE, hours }).list).toContain("opens 21:30");
  const tomorrow = { ...NEVER_OPEN, weekly: [{ day: 5, from: "11:00", to: "23:00" } as const] };
  expect(shown({ ...STORE, hours: tomorrow }).list).toContain("opens Fri 27 Nov, 11:00");
  expect(shown({ ...STORE, hours: tomorrow }).menu).toContain("It takes orders from Fri 27 Nov, 11:00");
});

test("a paused restaurant says why, and when it takes orders again", () => {
  const pause = { mode: "paused", lasts: 30, reason: "The oven is cold" } as const;
  const paused = shown({ ...STORE, intake: changedIntake(STORE, pause, NOW) });
  expect(paused.list).toContain("again from 20:30");
  expect(paused.list).toContain("The oven is cold");
  expect(paused.menu).toContain("Sushi Bar has paused orders: The oven is cold");
  expect(paused.menu).toContain("It takes orders again from 20:30");
});

test("a busy restaurant adds its minutes, and says so", () => {
  const busy = { mode: "busy", extra_minutes: 15, lasts: 60, reason: "" } as const;
  const page = shown({ ...STORE, intake: changedIntake(STORE, busy, NOW) });
  expect(page.list).toContain("50–60 min");
  expect(page.menu).toContain("Busy: 15 min more than usual");
});
