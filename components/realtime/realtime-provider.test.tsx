// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { type ReactNode, StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { useEventStream } from "@/hooks/realtime/use-event-stream";
import { useRealtimeChannel } from "@/hooks/realtime/use-realtime-channel";
import realtime from "@/messages/en/realtime.json";
import states from "@/messages/en/states.json";
import { FakeEventSource as Line } from "@/test/support/fake-event-source";

vi.mock("next/navigation", () => ({ usePathname: () => "/orders" }));

const CHANNEL = "user:11111111-1111-4111-8111-111111111111";
const CURSOR = `v1~${CHANNEL}=a.0`;

function Listener({ hear }: { hear: (message: unknown) => void }) {
  useRealtimeChannel(CHANNEL, hear);
  const { isConnected, lastEvent } = useEventStream();
  return <p>{`${isConnected} ${lastEvent?.kind}`}</p>;
}

function Page() {
  useRealtimeChannel(CHANNEL, () => undefined);
  return <ConnectionPill />;
}

const announce = vi.fn();
beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-21T12:04:00") });
  vi.stubGlobal("EventSource", Line);
  // Each page is alone: it opens its stream at once.
  vi.stubGlobal("BroadcastChannel", undefined);
  Line.all = [];
  announce.mockClear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const within = (children: ReactNode) => (
  <StrictMode>
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ realtime, states }}>
      <AnnounceContext value={announce}>
        <RealtimeProvider cursor={CURSOR} channels={[CHANNEL]} session="s">
          {children}
        </RealtimeProvider>
      </AnnounceContext>
    </NextIntlClientProvider>
  </StrictMode>
);

async function show(children: ReactNode) {
  const rendered = render(within(children));
  await act(() => vi.dynamicImportSettled());
  return rendered;
}

const stateShownAs = (text: string) =>
  screen.getByText(text).closest<HTMLElement>("[data-connection-state]")?.dataset.connectionState;
/** What is seen while the popover is closed. */
function pillWith(text: string | RegExp) {
  const pill = screen.getByText(text).closest("[data-slot=pill]")?.cloneNode(true);
  if (!(pill instanceof HTMLElement)) return undefined;
  for (const closed of pill.querySelectorAll("[popover]")) closed.remove();
  return pill.textContent?.replaceAll(/ +/g, " ").trim();
}

describe("the connection pill", () => {
  test("shows connecting, live, and the time since when it is offline", async () => {
    await show(<ConnectionPill />);
    expect(stateShownAs("Connecting…")).toBe("connecting");
    act(() => Line.last().connect([CHANNEL], CURSOR));
    expect(pillWith("Live")).toBe("Live synced just now");
    await act(() => vi.advanceTimersByTimeAsync(7_000));
    expect(pillWith("Live")).toBe("Live synced 7 s ago");
    for (let failure = 0; failure < 2; failure++) {
      act(() => Line.last().fail());
      await act(() => vi.advanceTimersByTimeAsync(500));
    }
    expect(pillWith(/Offline/)).toBe("Offline since 12:04 last update 12:04");
  });

  test("announces a lost and a restored connection, and nothing else", async () => {
    await show(<ConnectionPill />);
    act(() => Line.last().connect([CHANNEL], CURSOR));
    expect(announce).not.toHaveBeenCalled();
    for (let failure = 0; failure < 3; failure++) {
      act(() => Line.last().fail());
      await act(() => vi.advanceTimersByTimeAsync(2_000));
    }
    act(() => Line.last().connect([CHANNEL], CURSOR));
    const lost = states.dead_connection.page;
    expect(announce.mock.calls).toEqual([
      [{ message: `${lost.happened}. ${lost.todo}`.replace("{since}", "12:04"), urgent: true }],
      [realtime.restored],
    ]);
  });
});

test("a person who was signed out elsewhere can sign in and returns to the same page", async () => {
  await show(<StreamBanner />);
  act(() => Line.last().connect([CHANNEL], CURSOR));
  expect(screen.queryByRole("alert")).toBeNull();
  act(() => Line.last().say("bye", { reason: "signed_out", retry_ms: 0 }));
  expect(screen.getByRole("alert").textContent).toContain(states.signed_out.page.happened);
  expect(screen.getByRole("link").getAttribute("href")).toBe("/signin?callbackUrl=%2Forders");
});

test("a page whose stream is refused shows that it is not live instead of connecting", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn<typeof fetch>(async () => new Response("{}", { status: 400 })),
  );
  await show([<ConnectionPill key="pill" />, <StreamBanner key="banner" />]);
  await act(async () => Line.last().fail(true));
  expect(stateShownAs("No live updates")).toBe("refused");
  expect(screen.getByRole("alert").textContent).toContain(realtime.refused_title);
  act(() => window.dispatchEvent(new Event("online")));
  act(() => Line.last().connect([CHANNEL], CURSOR));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a page beyond the limit of live pages says which pages to close, and is live when there is room", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn<typeof fetch>(async () => new Response("{}", { status: 429, headers: { "Retry-After": "10" } })),
  );
  await show([<ConnectionPill key="pill" />, <StreamBanner key="banner" />]);
  await act(async () => Line.last().fail(true));
  const { happened, todo } = states.limit_reached.live_pages;
  expect(screen.getByRole("alert").textContent).toBe(`${happened}${todo}`);
  await act(() => vi.advanceTimersByTimeAsync(11_000));
  act(() => Line.last().connect([CHANNEL], CURSOR));
  expect(screen.queryByRole("alert")).toBeNull();
  expect(stateShownAs("Live")).toBe("live");
});

test("a page without connection says since when and what to do until it is back", async () => {
  await show(<StreamBanner />);
  act(() => Line.last().connect([CHANNEL], CURSOR));
  for (let failure = 0; failure < 2; failure++) {
    act(() => Line.last().fail());
    await act(() => vi.advanceTimersByTimeAsync(500));
  }
  const { happened, todo } = states.dead_connection.page;
  expect(screen.getByText(happened.replace("{since}", "12:04"))).toBeDefined();
  expect(screen.getByText(todo)).toBeDefined();
  act(() => window.dispatchEvent(new Event("online")));
  act(() => Line.last().connect([CHANNEL], CURSOR));
  expect(screen.queryByText(todo)).toBeNull();
});

describe("the provider", () => {
  test("passes each message once to every listener of its channel", async () => {
    const [first, second] = [vi.fn(), vi.fn()];
    await show([<Listener key="1" hear={first} />, <Listener key="2" hear={second} />]);
    act(() => Line.last().connect([CHANNEL], CURSOR));
    const reset = { channel: CHANNEL, offset: 4, epoch: "a", reason: "too_far" };
    act(() => Line.last().say("reset", reset, `v1~${CHANNEL}=a.4`));
    for (const hear of [first, second])
      expect(hear.mock.calls).toEqual([[{ kind: "reset", channel: CHANNEL, reason: "too_far" }]]);
    expect(screen.getAllByText("true reset")).toHaveLength(2);
  });

  test("leaves no stream, timer or listener behind after a thousand mounts", async () => {
    const added = [vi.spyOn(window, "addEventListener"), vi.spyOn(document, "addEventListener")];
    for (let mount = 0; mount < 1_000; mount++) {
      const { unmount } = mount === 0 ? await show(<Page />) : render(within(<Page />));
      await act(async () => undefined);
      act(() => Line.last().connect([CHANNEL], CURSOR));
      unmount();
    }
    expect(Line.all.length).toBeGreaterThanOrEqual(1_000);
    expect(Line.open()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    const ours = added.flatMap(({ mock }) =>
      mock.calls.filter(([name]) => ["online", "offline", "pageshow", "visibilitychange"].includes(name)),
    );
    expect(ours.length).toBeGreaterThanOrEqual(4_000);
    for (const [, , options] of ours) expect(options).toMatchObject({ signal: { aborted: true } });
  }, 120_000);
});
