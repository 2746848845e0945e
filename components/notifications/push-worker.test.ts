import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { beforeEach, expect, test, vi } from "vitest";
import { pushPayload } from "@/lib/notifications/model/push-payload";

/** Runs public/push-worker.js with the parts of a browser that it uses. */

const ORIGIN = "https://orders.platewire.app";
const ID = "11111111-1111-4111-8111-111111111111";

interface Shown {
  title: string;
  body?: string;
  tag: string;
  renotify: boolean;
  data: { id?: string; at: number; navigate: string };
}

let shown: Map<string, Shown>;
let handlers: Map<string, (event: object) => void>;
const openWindow = vi.fn();
const setAppBadge = vi.fn(async () => undefined);
let pages: { url: string; focus: () => void }[];

beforeEach(() => {
  shown = new Map();
  handlers = new Map();
  pages = [];
  openWindow.mockClear();
  const self = {
    location: { origin: ORIGIN },
    navigator: { setAppBadge },
    addEventListener: (type: string, handler: (event: object) => void) => handlers.set(type, handler),
    skipWaiting: () => undefined,
    clients: { matchAll: async () => pages, openWindow, claim: async () => undefined },
    registration: {
      getNotifications: async ({ tag }: { tag: string }) =>
        [...shown.values()].filter((one) => one.tag === tag),
      showNotification: async (title: string, options: Omit<Shown, "title">) =>
        void shown.set(options.tag, { title, ...options }),
    },
  };
  runInContext(readFileSync("public/push-worker.js", "utf8"), createContext({ self, URL, Number }));
});

async function dispatch(type: string, event: object): Promise<void> {
  let work: unknown;
  handlers.get(type)?.({ ...event, waitUntil: (promise: unknown) => (work = promise) });
  await work;
}

const push = (minute: number, title: string, topic: string | null = "order:1") =>
  dispatch("push", {
    data: {
      json: () =>
        JSON.parse(
          pushPayload(
            {
              id: ID,
              title,
              message: "Sushi Bar",
              action_url: "/orders/1",
              created_at: `2026-11-21T12:0${minute}:00.000Z`,
              topic,
            },
            ORIGIN,
            2,
          ),
        ),
    },
  });
const titles = () => [...shown.values()].map(({ title }) => title);

test("shows one notification for each order, the latest", async () => {
  await push(1, "Order placed");
  await push(2, "On its way");
  await push(3, "Another order", "order:2");
  expect(titles()).toEqual(["On its way", "Another order"]);
  expect(setAppBadge).toHaveBeenLastCalledWith(2);
});

test("keeps the latest when an older push arrives after it, and does not ring again", async () => {
  await push(2, "On its way");
  await push(1, "Order placed");
  expect([...shown.values()]).toMatchObject([{ title: "On its way", renotify: false }]);
  await push(3, "Delivered");
  expect([...shown.values()]).toMatchObject([{ title: "Delivered", renotify: true }]);
});

test("shows something for a push that cannot be read, or the browser would end the subscription", async () => {
  await dispatch("push", {
    data: {
      json: () => {
        throw new SyntaxError("no JSON");
      },
    },
  });
  await dispatch("push", { data: null });
  expect(titles()).toEqual(["Platewire"]);
});

test("opens what the notification is about, in the page that shows it already if there is one", async () => {
  await push(1, "Order placed");
  const notification = { close: vi.fn(), data: shown.get("order:1")?.data };
  await dispatch("notificationclick", { notification });
  expect(openWindow).toHaveBeenCalledWith(`${ORIGIN}/orders/1`);
  const focus = vi.fn();
  pages = [{ url: `${ORIGIN}/orders/1`, focus }];
  await dispatch("notificationclick", { notification });
  expect(focus).toHaveBeenCalledTimes(1);
  expect(openWindow).toHaveBeenCalledTimes(1);
});

test("never opens another site", async () => {
  const notification = { close: vi.fn(), data: { navigate: "https://evil.test/" } };
  await dispatch("notificationclick", { notification });
  expect(openWindow).toHaveBeenCalledWith(ORIGIN);
});
