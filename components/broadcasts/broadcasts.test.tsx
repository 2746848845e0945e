// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AcceptRing } from "@/components/board/ticket/ticket-timer";
import { StoreContext } from "@/hooks/board/store-context";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import type { ProductEvent } from "@/hooks/realtime/realtime-context";
import { knowMaintenance, maintenanceEnd } from "@/lib/broadcasts/client/maintenance";
import type { Broadcast, PlatformState } from "@/lib/broadcasts/model/schema";
import broadcasts from "@/messages/en/broadcasts.json";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import states from "@/messages/en/states.json";
import { at, boardOrder } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { STORE } from "@/test/support/store-views";
import { Broadcasts, VisitorBroadcasts } from "./broadcasts";

const { refresh, place } = vi.hoisted(() => ({ refresh: vi.fn(), place: { path: "/partner/sushi-bar" } }));
vi.mock("next/navigation", async (original) => ({
  ...(await original<typeof import("next/navigation")>()),
  unstable_isUnrecognizedActionError: () => true,
  useRouter: () => ({ refresh }),
  usePathname: () => place.path,
}));

const MINUTE = 60_000;
const NOW = Date.parse(at(18, 2));
const announce = vi.fn();
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const iso = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();

type News = Extract<Broadcast, { kind: "announcement" }>;
const shared = (n: number, from: number, to: number) => ({
  ...{ id: id(n), version: 1, audience: "everybody" as const, withdrawn_at: null },
  ...{ starts_at: iso(from), ends_at: iso(to) },
});
const news = (n: number, priority: "low" | "normal" | "high" | "urgent", more: Partial<News> = {}): News => ({
  ...{ kind: "announcement" as const, ...shared(n, -1, 100), title: `News ${n}`, content: `Text ${n}` },
  ...{ requires_action: false, priority, ...more },
});
const maintenance = (n: number, from: number, to: number): Broadcast => ({
  ...{ kind: "maintenance" as const, ...shared(n, from, to), planned: true, duration: to - from },
  ...{ reason: "A new database" },
});
function eventOf(broadcast: Broadcast): ProductEvent {
  const timestamp = iso(0);
  switch (broadcast.kind) {
    case "maintenance":
      return { type: "maintenance", data: { ...broadcast, timestamp } };
    case "system_update":
      return { type: "system_update", data: { ...broadcast, timestamp } };
    case "announcement":
      return { type: "announcement", data: { ...broadcast, timestamp } };
  }
}
const NOTHING: PlatformState = { broadcasts: [], confirmed: [], stopped: [] };

beforeEach(() => {
  place.path = "/partner/sushi-bar";
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  cleanup();
  knowMaintenance([]);
  localStorage.clear();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
/** Until the person has rested, and the page lays out anew. */
const settle = () => pass(1_200);

async function show(fromServer: Partial<PlatformState>, more: ReactNode = null) {
  const stream = makePageStream();
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ broadcasts, common, partner, states }}>
      <AnnounceContext value={announce}>
        {stream.wrapper({
          children: (
            <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: NOW, since: undefined }}>
              <Broadcasts fromServer={{ ...NOTHING, ...fromServer }} since={undefined} />
              {more}
            </StoreContext>
          ),
        })}
      </AnnounceContext>
    </NextIntlClientProvider>,
  );
  await settle();
  const publish = (event: ProductEvent) =>
    act(async () => stream.send({ kind: "event", channel: "broadcast", offset: null, ...event }));
  const send = (broadcast: Broadcast) => publish(eventOf(broadcast));
  return { send, publish };
}
const region = () => screen.queryByRole("region", { name: "News from Platewire" });

test("the most urgent is shown first, and the others are one press away", async () => {
  await show({ broadcasts: [news(1, "low"), news(2, "urgent"), news(3, "normal")] });
  expect(region()?.textContent).toContain("News 2");
  expect(region()?.textContent).not.toContain("News 1");
  fireEvent.click(screen.getByRole("button", { name: "2 more messages" }));
  expect(region()?.textContent?.match(/News \d/g)).toEqual(["News 2", "News 3", "News 1"]);
});

test("what is meant for others is not shown, and everything is on admins' pages", async () => {
  await show({ broadcasts: [news(1, "high", { audience: "riders" })] });
  expect(region()).toBeNull();
  cleanup();
  place.path = "/admin/jobs";
  await show({ broadcasts: [news(1, "high", { audience: "riders" })] });
  expect(region()?.textContent).toContain("News 1");
});

test("a message can be dismissed for good, unless it must be confirmed; its correction shows again", async () => {
  const { send } = await show({ broadcasts: [news(1, "high"), news(2, "low", { requires_action: true })] });
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  await settle();
  expect(region()?.textContent).toContain("News 2");
  expect(screen.queryByRole("button", { name: "Dismiss" })).toBeNull();
  expect(screen.getByRole("button", { name: "I've read this" })).toBeTruthy();
  await send({ ...news(1, "high"), version: 2, title: "Corrected" });
  await settle();
  expect(region()?.textContent).toContain("Corrected");
});

test("what arrives waits until the finger rests, and is announced at once", async () => {
  const { send } = await show({});
  fireEvent.pointerDown(document.body);
  await send(news(1, "urgent"));
  await pass(5_000);
  expect(region()).toBeNull();
  expect(announce).toHaveBeenCalledWith({ message: "News 1. Text 1", urgent: true });
  fireEvent.pointerUp(document.body);
  await pass(500);
  expect(region()).toBeNull();
  await settle();
  expect(region()?.textContent).toContain("News 1");
});

test("maintenance is counted down, begins and ends by the clock, and cannot be dismissed meanwhile", async () => {
  await show({ broadcasts: [maintenance(1, 5, 15)] });
  expect(region()?.textContent).toContain("Maintenance at");
  expect(region()?.textContent).toContain("4:59");
  expect(screen.getByRole("button", { name: "Dismiss" })).toBeTruthy();
  await pass(5 * MINUTE);
  expect(region()?.textContent).toContain("Maintenance until");
  expect(screen.queryByRole("button", { name: "Dismiss" })).toBeNull();
  await pass(10 * MINUTE);
  expect(region()).toBeNull();
});

test("the countdown of a new order stands still during maintenance, says so, and runs on when it is withdrawn", async () => {
  const order = boardOrder(1, { created_at: at(18, 0), accept_by: at(18, 10) });
  const { send } = await show({}, <AcceptRing order={order} urgency="calm" />);
  const left = () => screen.getByRole("timer", { name: /left/ }).textContent;
  const before = maintenance(1, 0, 30);
  await send(before);
  await settle();
  const still = left();
  await pass(3 * MINUTE);
  expect(left()).toBe(still);
  expect(screen.getByText("Paused")).toBeTruthy();
  await send({ ...before, version: 2, withdrawn_at: new Date(Date.now()).toISOString() });
  await pass(2 * MINUTE);
  expect(screen.queryByText("Paused")).toBeNull();
  expect(left()).not.toBe(still);
});

test("an older state of a broadcast does not replace a newer one", async () => {
  const { send } = await show({ broadcasts: [news(1, "high", { version: 3 })] });
  await send({ ...news(1, "high"), version: 2, title: "Late" });
  await settle();
  expect(region()?.textContent).toContain("News 1");
});

test("visitors see what is meant for them without a stream, can dismiss it all, and their page is read again", async () => {
  place.path = "/sushi-bar";
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 200 }));
  const fromServer = { ...NOTHING, broadcasts: [news(1, "low", { requires_action: true })] };
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ broadcasts, common, states }}>
      <AnnounceContext value={announce}>
        <VisitorBroadcasts
          fromServer={{ ...fromServer, broadcasts: [maintenance(2, -1, 9), ...fromServer.broadcasts] }}
        />
      </AnnounceContext>
    </NextIntlClientProvider>,
  );
  await settle();
  expect(region()?.textContent).toContain("Maintenance until");
  expect(maintenanceEnd(Date.now())).toBe(NOW + 9 * MINUTE);
  expect(refresh).not.toHaveBeenCalled();
  await pass(MINUTE / 2);
  expect(refresh, "maintenance may end early").toHaveBeenCalledTimes(1);
  await pass(9.5 * MINUTE);
  expect(refresh).toHaveBeenCalled();
  expect(region()?.textContent).toContain("News 1");
  expect(screen.queryByRole("button", { name: "I've read this" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  await settle();
  expect(region()).toBeNull();
  vi.unstubAllGlobals();
});

test("a stopped part is said where it matters, with its reason", async () => {
  const stopped = [{ name: "intake" as const, reason: "The bank does not answer" }];
  const { publish } = await show({ stopped });
  expect(region()?.textContent).toContain("Nobody can order for the moment");
  expect(region()?.textContent).toContain("The bank does not answer");
  await publish({
    type: "platform_switch",
    data: { name: "intake", is_stopped: false, reason: null, since: null, timestamp: iso(1) },
  });
  await settle();
  expect(region()).toBeNull();
});
