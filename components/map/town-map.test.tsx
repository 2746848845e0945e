// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TownMap } from "@/components/map/town-map";
import map from "@/messages/en/map.json";

beforeEach(() => {
  vi.stubGlobal("fetch", async () => new Response("", { status: 200 }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const page = (
  <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ map }}>
    <TownMap label="The way to your door" markers={[]}>
      <p>Updated 4 s ago</p>
    </TownMap>
  </NextIntlClientProvider>
);

test("a map says in words that it cannot be shown where there is no WebGL", async () => {
  render(page);
  expect((await screen.findByRole("status", {}, { timeout: 10_000 })).textContent).toBe(map.failed);
  expect(screen.getByText("Updated 4 s ago")).toBeDefined();
});

test("the server renders no map, and what stands over it", () => {
  const html = renderToString(page);
  expect(html).toContain(map.loading);
  expect(html).toContain("Updated 4 s ago");
});
