// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from "@testing-library/react";
import { usePathname } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StoreContext } from "@/hooks/board/store-context";
import { boardPresenceChannel } from "@/lib/board/model/presence/channel";
import { FORGOTTEN_MS } from "@/lib/board/model/presence/colleagues";
import type { Presence } from "@/lib/board/model/presence/schema";
import type { BoardRole } from "@/lib/board/model/steps";
import { PAGE_USER } from "@/lib/http/page/statement";
import partner from "@/messages/en/partner.json";
import { boardOrder } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { STORE } from "@/test/support/store-views";
import { BoardPeople } from "./board-people";
import { TicketViewers } from "./ticket-viewers";

vi.mock("next/navigation", async (load) => ({ ...(await load<object>()), usePathname: vi.fn() }));

const [ORDER, OTHER] = [boardOrder(1).id, boardOrder(2).id];
const person = (n: number) => `0195f6a8-0000-7000-8000-0000000000${10 + n}`;
const ME = person(0);
const BOARD = `/partner/${STORE.slug}`;

let reports: (Record<string, unknown> & { keepalive: boolean })[] = [];
let stream: ReturnType<typeof makePageStream>;
beforeEach(() => {
  reports = [];
  stream = makePageStream();
  vi.useFakeTimers();
  vi.mocked(usePathname).mockReturnValue(BOARD);
  document.head.innerHTML = `<meta name="${PAGE_USER}" content="${ME}">`;
  vi.stubGlobal("fetch", async (_: string, { body, keepalive }: { body: string; keepalive: boolean }) => {
    reports.push({ ...JSON.parse(body), keepalive });
    return Response.json({ ok: true, data: null });
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
let seq = 0;
const hear = (fields: Partial<Presence>) =>
  act(async () => {
    const data: Presence = {
      ...{ user_id: person(1), name: "Anna Ek", tab: "tab-of-anna", seq: ++seq },
      ...{ is_here: true, order_id: null, asks: false },
      ...fields,
    };
    const channel = boardPresenceChannel.name(STORE.id);
    stream.send({ kind: "event", type: "board_presence", channel, offset: null, data });
  });

async function show(roles: readonly BoardRole[] = ["partner"]) {
  const { wrapper: Stream } = stream;
  const shown = render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <Stream>
        <StoreContext value={{ tenant: STORE, roles, renderedAt: 0, since: undefined }}>
          <BoardPeople />
          <article aria-label="first">
            <TicketViewers orderId={ORDER} />
          </article>
          <article aria-label="second">
            <TicketViewers orderId={OTHER} />
          </article>
        </StoreContext>
      </Stream>
    </NextIntlClientProvider>,
  );
  await pass(10);
  return shown;
}
const people = () => screen.queryByRole("list", { name: "Also on this board" });
const ticket = (name: string) => screen.getByRole("article", { name }).textContent;

test("names colleagues once each, without this person, and forgets those that fall silent", async () => {
  await show();
  expect(people()).toBeNull();
  await hear({});
  await hear({ tab: "tab-two-of-anna" });
  await hear({ user_id: person(2), name: "Ben", tab: "tab-of-ben" });
  await hear({ user_id: ME, name: "Me", tab: "tab-of-mine" });
  const items = within(people() ?? document.body).getAllByRole("listitem");
  expect(items.map(({ textContent }) => textContent)).toEqual(["AEAnna Ek", "BBen"]);
  await hear({ is_here: false });
  expect(people()?.textContent).toContain("Anna Ek");
  await hear({ tab: "tab-two-of-anna", is_here: false });
  expect(people()?.textContent).toBe("BBen");
  await pass(FORGOTTEN_MS);
  expect(people()).toBeNull();
});

test("counts those for whom the bar has no room", async () => {
  await show();
  for (let n = 1; n <= 6; n += 1)
    await hear({ user_id: person(n), name: `Person ${n}`, tab: `tab-of-person-${n}` });
  const items = within(people() ?? document.body).getAllByRole("listitem");
  expect(items.map(({ textContent }) => textContent).at(-1)).toBe("+2");
  expect(items.at(-1)?.title).toBe("Person 5, Person 6");
});

test("a ticket says who is viewing it, and other tickets say nothing", async () => {
  await show();
  await hear({ order_id: ORDER });
  expect(ticket("first")).toBe("AEAnna Ek is viewing");
  expect(ticket("second")).toBe("");
  await hear({ user_id: person(2), name: "Ben", tab: "tab-of-ben", order_id: ORDER });
  expect(ticket("first")).toBe("AEAnna Ek and Ben are viewing");
  await hear({ user_id: person(3), name: "Cem", tab: "tab-of-cem", order_id: ORDER });
  expect(ticket("first")).toBe("AEAnna Ek and 2 others are viewing");
  await hear({ order_id: OTHER });
  expect([ticket("first"), ticket("second")]).toEqual(["BBen and Cem are viewing", "AEAnna Ek is viewing"]);
});

test("the tab says that it is here, answers those who come, and says when it goes", async () => {
  const { unmount } = await show();
  expect(reports).toMatchObject([{ tenant_id: STORE.id, is_here: true, order_id: null, asks: true }]);
  await pass(5_000);
  await hear({ asks: true });
  await pass(1_000);
  expect(reports).toHaveLength(2);
  unmount();
  await pass(10);
  expect(reports.at(-1)).toMatchObject({ is_here: false, keepalive: true });
  expect(new Set(reports.map(({ tab }) => tab)).size).toBe(1);
});

test("a hidden tab is not here, and comes back when it is shown", async () => {
  await show();
  const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  await act(async () => document.dispatchEvent(new Event("visibilitychange")));
  await pass(100_000);
  expect(reports.map(({ is_here }) => is_here)).toEqual([true, false]);
  visibility.mockReturnValue("visible");
  await act(async () => document.dispatchEvent(new Event("visibilitychange")));
  await pass(1_000);
  expect(reports.at(-1)).toMatchObject({ is_here: true, asks: true });
});

test("the page of one order looks at that order", async () => {
  vi.mocked(usePathname).mockReturnValue(`${BOARD}/history/${ORDER}`);
  await show();
  await pass(1_000);
  expect(reports.at(-1)).toMatchObject({ is_here: true, order_id: ORDER });
});

test.each([`${BOARD}/menu`, `${BOARD}/history`])("%s is not the board", async (path) => {
  vi.mocked(usePathname).mockReturnValue(path);
  await show();
  expect([reports, stream.subscribe.mock.calls]).toEqual([[], []]);
});

test("an admin who is not on the staff neither reports nor reads", async () => {
  await show(["admin"]);
  expect([reports, stream.subscribe.mock.calls]).toEqual([[], []]);
});
