// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { PageRouter } from "@/test/support/page-router";
import { PageLink } from "./page-link";

afterEach(cleanup);

function show(link: React.ReactElement) {
  const router = { push: vi.fn(), prefetch: vi.fn() };
  render(<PageRouter methods={router}>{link}</PageRouter>);
  return { ...router, link: screen.getByRole("link") };
}

test("a press opens the page without a load", () => {
  const { link, push, prefetch } = show(<PageLink href="/orders">Orders</PageLink>);
  expect(prefetch).toHaveBeenCalledWith("/orders");
  expect(fireEvent.click(link)).toBe(false);
  expect(push).toHaveBeenCalledWith("/orders");
});

test("a press for another tab, and one that its own handler refuses, are left to the browser", () => {
  const { link, push, prefetch } = show(
    <PageLink href="/orders" prefetch={false} onClick={(event) => event.altKey && event.preventDefault()}>
      Orders
    </PageLink>,
  );
  link.addEventListener("click", (event) => event.preventDefault());
  expect(prefetch).not.toHaveBeenCalled();
  fireEvent.click(link, { ctrlKey: true });
  fireEvent.click(link, { metaKey: true });
  fireEvent.click(link, { button: 1 });
  fireEvent.click(link, { altKey: true });
  expect(push).not.toHaveBeenCalled();
});
