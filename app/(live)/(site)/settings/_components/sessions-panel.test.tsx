// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { thisDevice } from "@/lib/board/client/this-device";
import settings from "@/messages/en/settings.json";
import { SessionsPanel } from "./sessions-panel";

const LENA = "11111111-1111-4111-8111-111111111111";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

function devices() {
  const { container } = render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ settings }}>
      <SessionsPanel userId={LENA} count={1} />
    </NextIntlClientProvider>,
  );
  return [...container.querySelectorAll("form")].map((form) => new FormData(form).get("device"));
}

test("both sign-outs name this browser as a device of a kitchen, when it has been one", () => {
  expect(devices()).toEqual([null, null]);
  cleanup();
  const id = thisDevice();
  expect(devices()).toEqual([id, id]);
});

test("a stored text that is no id names no device, and gives way to one that does", () => {
  localStorage.setItem("platewire.device.id", "../kitchen");
  expect(devices()).toEqual([null, null]);
  cleanup();
  const id = thisDevice();
  expect(id).not.toBe("../kitchen");
  expect(devices()).toEqual([id, id]);
});
