// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { StoreContext } from "@/hooks/board/store-context";
import partner from "@/messages/en/partner.json";
import { PageRouter } from "@/test/support/page-router";
import { liveBoard, STORE } from "@/test/support/store-views";
import { ShiftMenu } from "./shift-menu";

afterEach(cleanup);

function openMenu(refusal: string | null, isStarted = true) {
  const { shift } = liveBoard([]);
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ partner }}>
      <StoreContext value={{ tenant: STORE, roles: ["partner"], renderedAt: 0, since: undefined }}>
        <LiveBoardContext value={liveBoard([], { shift: { ...shift, isStarted, refusal } })}>
          <PageRouter>
            <ShiftMenu />
          </PageRouter>
        </LiveBoardContext>
      </StoreContext>
    </NextIntlClientProvider>,
  );
  fireEvent(
    screen.getByRole("menu", { hidden: true }),
    Object.assign(new Event("beforetoggle"), { oldState: "closed", newState: "open" }),
  );
}

test("a device that the server refuses is told so in the menu of the shift, with the reason", async () => {
  openMenu("A store has at most 50 devices");
  await screen.findByText("Not counted as a device on shift. A store has at most 50 devices");
});

test("a device that the server takes is told nothing of it", async () => {
  openMenu(null);
  await screen.findByRole("menuitem", { name: "End shift", hidden: true });
  expect(screen.queryByText(/^Not counted/)).toBeNull();
});

test("before a shift there is none to end, and what the device sounds and flashes can be set", async () => {
  openMenu(null, false);
  await screen.findByRole("menuitem", { name: "Sound and flashing…", hidden: true });
  expect(screen.queryByRole("menuitem", { name: "End shift", hidden: true })).toBeNull();
});
