// @vitest-environment happy-dom
import { render } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { useDocumentTitle } from "./use-document-title";

function Titled({ title }: { title: string | null }) {
  useDocumentTitle(title);
  return null;
}

beforeEach(() => {
  document.title = "History";
});

it("shows its title, and puts the page's own back when it has none or leaves", () => {
  const { rerender, unmount } = render(<Titled title="(1) Store" />);
  expect(document.title).toBe("(1) Store");
  rerender(<Titled title="(2) Store" />);
  expect(document.title).toBe("(2) Store");
  rerender(<Titled title={null} />);
  expect(document.title).toBe("History");
  rerender(<Titled title="(1) Store" />);
  unmount();
  expect(document.title).toBe("History");
});

it("stays when the page's own title arrives later, and then puts that one back", async () => {
  const { unmount } = render(<Titled title="(1) Store" />);
  document.title = "Order ABC";
  await vi.waitFor(() => expect(document.title).toBe("(1) Store"));
  unmount();
  expect(document.title).toBe("Order ABC");
});

it("gives way to a translator, which would otherwise change the title for ever", async () => {
  let translations = 0;
  const translate = () => {
    if (document.title === "(1) Laden" || translations === 20) return;
    translations += 1;
    document.title = "(1) Laden";
  };
  const translator = new MutationObserver(translate);
  translator.observe(document.head, { childList: true, subtree: true, characterData: true });
  render(<Titled title="(1) Store" />);
  await vi.waitFor(() => expect(document.title).toBe("(1) Laden"));
  // Observers are told before the next task.
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  translator.disconnect();
  expect(document.title).toBe("(1) Laden");
  expect(translations).toBeLessThan(20);
});
