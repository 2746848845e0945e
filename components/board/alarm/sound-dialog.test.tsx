// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test, vi } from "vitest";
import { LiveBoardContext } from "@/hooks/board/live-board-context";
import { FLASH_KEY } from "@/lib/board/client/flash";
import { VOLUME_KEY } from "@/lib/board/client/volume";
import common from "@/messages/en/common.json";
import partner from "@/messages/en/partner.json";
import { liveBoard } from "@/test/support/store-views";
import { SoundDialog } from "./sound-dialog";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

async function open(isStarted = true) {
  const heard: string[] = [];
  const { shift } = liveBoard([]);
  const audio = {
    ...shift.audio,
    unlock: async () => void heard.push("unlock"),
    play: (tone: string) => void heard.push(tone),
  };
  render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, partner }}>
      <LiveBoardContext value={liveBoard([], { shift: { ...shift, isStarted, audio } })}>
        <SoundDialog isOpen onClose={() => undefined} />
      </LiveBoardContext>
    </NextIntlClientProvider>,
  );
  return {
    heard,
    dialog: within(await screen.findByRole("dialog", { name: "Sound of this device" })),
  };
}

test("each tone can be tried by its name", async () => {
  const { heard, dialog } = await open();
  for (const name of [
    "New order",
    "Order changed or cancelled",
    "Order waits too long",
    "Technical problem",
  ]) {
    fireEvent.click(dialog.getByRole("button", { name: `Play: ${name}` }));
    await vi.waitFor(() => expect(heard.at(-1)).not.toBe("unlock"));
  }
  expect(heard.filter((one) => one !== "unlock")).toEqual(["new", "changed", "waiting", "technical"]);
});

test("before a shift nothing is played, since a press would let the alarm sound, too", async () => {
  const { heard, dialog } = await open(false);
  dialog.getByText("Start the shift to hear them.");
  expect(dialog.queryByRole("button", { name: /^Play/ })).toBeNull();
  dialog.getByRole("checkbox", { name: /^Also flash, with words/ });
  expect(heard).toEqual([]);
});

test("the device remembers its volume, which never falls to nothing", async () => {
  const { dialog } = await open();
  const volume = within(dialog.getByRole("group", { name: "Volume" }));
  volume.getByText("100 %");
  const [less] = volume.getAllByRole("button");
  for (let n = 0; n < 12; n += 1) if (less !== undefined) fireEvent.click(less);
  volume.getByText("10 %");
  expect(localStorage.getItem(VOLUME_KEY)).toBe("10");
});

test("the device remembers whether it also flashes", async () => {
  const { dialog } = await open();
  const flash = dialog.getByRole("checkbox", { name: /^Also flash, with words/ });
  expect(flash).toHaveProperty("checked", false);
  fireEvent.click(flash);
  expect(localStorage.getItem(FLASH_KEY)).toBe("true");
  fireEvent.click(flash);
  expect(localStorage.getItem(FLASH_KEY)).toBe("false");
});
