// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { AnnounceContext } from "@/hooks/browser/use-announce";
import { thisDevice } from "@/lib/board/client/this-device";
import type { Device } from "@/lib/stores/model/devices/schema";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import states from "@/messages/en/states.json";
import { makePageStream } from "@/test/support/fake-page-stream";
import { STORE } from "@/test/support/store-views";
import { DevicesPanel } from "./devices-panel";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const device = (name: string, over: Partial<Device> = {}): Device => ({
  id: crypto.randomUUID(),
  name,
  is_sound_on: true,
  is_visible: true,
  state: "on",
  started_at: ago(90),
  seen_at: ago(0),
  ended_at: null,
  ...over,
});

function show(devices: Device[]) {
  const { wrapper: Stream } = makePageStream();
  const announced: string[] = [];
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner, states }}>
      <QueryClientProvider client={new QueryClient()}>
        <Stream>
          <AnnounceContext
            value={(said) => void announced.push(typeof said === "string" ? said : said.message)}
          >
            <DevicesPanel
              store={{ id: STORE.id, slug: STORE.slug, timeZone: STORE.time_zone }}
              devices={{ devices, read_at: ago(0) }}
            />
          </AnnounceContext>
        </Stream>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  return { announced };
}
const row = (name: RegExp) => {
  const found = screen.getAllByRole("listitem").find((item) => within(item).queryByRole("heading", { name }));
  if (found === undefined) throw new Error(`There is no row of ${name.source}`);
  return found;
};

test("each device has its state, its last contact, and an end for the one that does not answer", () => {
  show([
    device("Pass", { id: thisDevice(), is_sound_on: false }),
    device("Bar", { is_visible: false }),
    device("Phone", { state: "silent", seen_at: ago(7.5) }),
    device("Old", { state: "ended", seen_at: ago(200), ended_at: ago(199) }),
  ]);
  expect(row(/^Pass/).textContent).toMatch(/this device.*On shift since \d\d:\d\d.*Sound off.*Board visible/);
  expect(row(/^Bar/).textContent).toMatch(/Sound on.*Board hidden/);
  expect(row(/^Phone/).textContent).toMatch(/Not reachable.*Last contact 7 min.* ago/);
  expect(row(/^Old/).textContent).toMatch(/Shift ended \d\d:\d\d/);
  expect(screen.getAllByRole("button", { name: /^End shift on/ })).toEqual([
    within(row(/^Phone/)).getByRole("button", { name: "End shift on Phone" }),
  ]);
});

test("a store without devices says how one appears", () => {
  show([]);
  expect(screen.getByRole("heading", { name: "No device has been on shift yet" })).toBeDefined();
  expect(screen.queryByRole("listitem")).toBeNull();
});

test("the name of this device is kept in the browser, and an empty one is the default again", () => {
  const { announced } = show([]);
  const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Name of this device" });
  const initial = field().value;
  expect(initial).toBe(`Tablet ${thisDevice().slice(-4).toUpperCase()}`);
  const save = (name: string) => {
    fireEvent.change(field(), { target: { value: name } });
    fireEvent.click(screen.getByRole("button", { name: "Save name" }));
  };
  save("  Pass ");
  expect(field().value).toBe("Pass");
  expect(localStorage.getItem("platewire.device.name")).toBe("Pass");
  expect(announced).toEqual(["Saved. Its next report carries the name."]);
  save("");
  expect(field().value).toBe(initial);
});
