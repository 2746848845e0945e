// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import { beginToasts } from "@/hooks/browser/show-toast";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import type { Press, Pressed, PressQueue } from "@/lib/board/client/press";
import { MEANT_FOR_MS, pendingBySubject, waitingBySubject } from "@/lib/commands/client/press-queue";
import { type Answer, createPressSender, type PressSender } from "@/lib/commands/client/press-sender";
import { type PageNews, reportPageNews } from "@/lib/http/page/news";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import realtime from "@/messages/en/realtime.json";
import { at, boardOrder } from "@/test/support/board-orders";
import { makePageStream } from "@/test/support/fake-page-stream";
import { liveBoard, STORE } from "@/test/support/store-views";
import { KeptPresses } from "./kept-presses";

const START = Date.parse(at(19, 4));
/** The longest pause between two attempts. */
const PAUSE_MS = 7_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.useRealTimers();
});

interface PageProps {
  send: (press: Press) => Promise<Answer>;
  onSender: (sender: PressSender<Pressed>) => void;
}

/** A page that shows no tickets, like the history. */
function Page({ send, onSender }: PageProps) {
  const [presses, setPresses] = useState<PressQueue>([]);
  const [kept] = useState(() => createPressSender<Pressed>({ send, now: Date.now, onChange: setPresses }));
  useEffect(() => onSender(kept), [kept, onSender]);
  const { actions } = liveBoard([]);
  const [waiting, pending] = [waitingBySubject(presses), pendingBySubject(presses)];
  return (
    <LiveBoardContext value={liveBoard([], { actions: { ...actions, presses, kept, waiting, pending } })}>
      <KeptPresses />
      <main id="main">
        <h1>History</h1>
      </main>
    </LiveBoardContext>
  );
}

interface Opened {
  state?: ConnectionState;
  answer?: () => Answer;
  /** What the page's other half reports with each attempt. */
  news?: () => PageNews | null;
}

function open({ state = "live", answer = () => "unanswered", news = () => null }: Opened = {}) {
  const sent: string[] = [];
  const said: string[] = [];
  let sender: PressSender<Pressed> | undefined;
  const { wrapper: Stream } = makePageStream({ state, since: null, lastContact: null });
  const page: PageProps = {
    send: async ({ orderCode }) => {
      sent.push(orderCode);
      const told = news();
      if (told !== null) reportPageNews(told);
      return answer();
    },
    onSender: (made) => {
      sender = made;
    },
  };
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner, realtime }}>
      <Stream>
        <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: START, since: undefined }}>
          <AnnounceContext
            value={(one) => {
              if (typeof one !== "string" && one.urgent === true) said.push(one.message);
            }}
          >
            <Page {...page} />
          </AnnounceContext>
        </StoreContext>
      </Stream>
    </NextIntlClientProvider>,
  );
  let pressed = 0;
  const press = (code: string) => {
    const { id: orderId } = boardOrder(++pressed);
    return act(async () => {
      await sender?.press({
        key: `key-${code}-aaaaaaaaaaaaaaaa`,
        subject: orderId,
        orderCode: `ORD-${code}`,
        action: { name: "accept" },
        shown: 1,
        pressedAt: Date.now(),
      });
    });
  };
  // In steps, because React renders between them.
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 250) await act(() => vi.advanceTimersByTimeAsync(250));
  };
  return { sent, said, press, pass };
}

const shownToasts = () => toast.getToasts().map((one) => ("title" in one ? one.title : null));

test("a press that waits is tried again and again", async () => {
  const { sent, press, pass } = open();
  await press("AAAA");
  expect(sent).toHaveLength(1);
  await pass(2 * PAUSE_MS);
  expect(sent.length).toBeGreaterThanOrEqual(3);
});

test("a press that waits is tried again while people work on", async () => {
  const { sent, press, pass } = open();
  await press("AAAA");
  for (let count = 0; count < 7; count++) {
    await pass(2_000);
    await press(`BBB${count}`);
  }
  expect(sent.filter((code) => code === "ORD-AAAA").length).toBeGreaterThan(1);
});

test("a press that begins to wait is said once, and again once it asks", async () => {
  const { said, press, pass } = open();
  await press("AAAA");
  await pass(60_000);
  expect(said).toEqual(["AAAA: Accept is waiting to be sent"]);
  await act(() => vi.advanceTimersByTimeAsync(MEANT_FOR_MS));
  await pass(60_000);
  expect(said).toEqual([
    "AAAA: Accept is waiting to be sent",
    "AAAA: Accept could not be sent. Send it now?",
  ]);
});

test("the focus stays on the list when a press of it is discarded", async () => {
  const { press } = open();
  await press("AAAA");
  await press("BBBB");
  const button = screen.getByRole("button", { name: "Discard, order AAAA" });
  button.focus();
  fireEvent.click(button);
  expect(document.activeElement).toBe(screen.getByRole("region", { name: "Waiting to be sent" }));
});

test("the focus goes to the page's heading when the last press is discarded", async () => {
  const { press } = open();
  await press("AAAA");
  const button = screen.getByRole("button", { name: "Discard, order AAAA" });
  button.focus();
  fireEvent.click(button);
  expect(screen.queryByRole("region", { name: "Waiting to be sent" })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "History" }));
});

test("while the server asks for a sign-in, a press is tried ever more rarely, and the page says why", async () => {
  beginToasts(toast);
  let isSignedOut = true;
  const { sent, press, pass } = open({ news: () => (isSignedOut ? "unauthenticated" : null) });
  await press("AAAA");
  await pass(4 * 60_000);
  // Every 3 to 7 s there would be more than thirty.
  expect(sent.length).toBeLessThan(12);
  const before = sent.length;
  await pass(3 * 60_000);
  expect(sent.length - before).toBeGreaterThan(0);
  expect(shownToasts()).toEqual(["Sign in to send what was pressed"]);

  isSignedOut = false;
  const refused = sent.length;
  await act(async () => {
    window.dispatchEvent(new Event("focus"));
  });
  expect(sent).toHaveLength(refused + 1);
  await vi.waitFor(() => expect(shownToasts()).toEqual([]));
  await pass(70_000);
  const again = sent.length;
  await pass(2 * PAUSE_MS);
  expect(sent.length - again, "as often as before").toBeGreaterThanOrEqual(2);
});

test("a press that waits for the network asks for no sign-in that was asked for before", async () => {
  beginToasts(toast);
  reportPageNews("unauthenticated");
  const { press } = open();
  await press("AAAA");
  expect(shownToasts()).toEqual([]);
});

test("a sign-in is not asked for again once the presses that needed it were answered", async () => {
  beginToasts(toast);
  let server: "signed_out" | "well" | "away" = "signed_out";
  const { press, pass } = open({
    answer: () => (server === "well" ? { ledTo: 2 } : "unanswered"),
    news: () => (server === "signed_out" ? "unauthenticated" : null),
  });
  await press("AAAA");
  await vi.waitFor(() => expect(shownToasts()).toEqual(["Sign in to send what was pressed"]));
  server = "well";
  fireEvent.click(screen.getByRole("button", { name: "Discard, order AAAA" }));
  await press("BBBB");
  await vi.waitFor(() => expect(shownToasts()).toEqual([]));
  server = "away";
  await press("CCCC");
  await pass(250);
  expect(shownToasts()).toEqual([]);
});

test("a press that waits is tried again by the browser that is back, and no sign-in is asked for when it is not refused", async () => {
  beginToasts(toast);
  let isSignedOut = true;
  const { sent, press, pass } = open({ news: () => (isSignedOut ? "unauthenticated" : null) });
  await press("AAAA");
  await pass(250);
  expect(shownToasts()).toHaveLength(1);
  isSignedOut = false;
  await act(async () => {
    window.dispatchEvent(new Event("online"));
  });
  expect(sent).toHaveLength(2);
  await pass(250);
  expect(shownToasts()).toEqual([]);
});

test("nothing is sent while the person is signed out", async () => {
  const { sent, press, pass } = open({ state: "signed_out" });
  await press("AAAA");
  await pass(5 * PAUSE_MS);
  expect(sent).toHaveLength(1);
});

// The last one, because a page does not forget this until it is loaded again.
test("a newer server does not end the attempts, and one that does not take the page's presses does", async () => {
  const { sent, press, pass } = open();
  await press("AAAA");
  act(() => reportPageNews("new_version"));
  await pass(PAUSE_MS);
  const before = sent.length;
  expect(before).toBeGreaterThan(1);
  act(() => reportPageNews("stale_page"));
  await pass(5 * PAUSE_MS);
  expect(sent).toHaveLength(before);
});
