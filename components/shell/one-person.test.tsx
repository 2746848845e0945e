// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CONTENT_USER, PAGE_USER } from "@/lib/http/page/statement";
import { OnePerson } from "./one-person";

const reload = vi.fn();

function state(name: string, user: string): HTMLMetaElement {
  const meta = document.createElement("meta");
  meta.name = name;
  meta.content = user;
  document.head.append(meta);
  return meta;
}

beforeEach(() => {
  vi.useFakeTimers();
  reload.mockReset();
  vi.spyOn(window.location, "reload").mockImplementation(reload);
});

afterEach(() => {
  cleanup();
  document.head.replaceChildren();
  vi.useRealTimers();
});

async function pass(ms: number): Promise<void> {
  // Observers are told in a microtask.
  await Promise.resolve();
  await vi.advanceTimersByTimeAsync(ms);
}

describe("a page whose frame was rendered for Ana", () => {
  beforeEach(() => {
    state(PAGE_USER, "ana");
  });

  it("is loaded when its content is for Ben, also when Ana's statement is still there", async () => {
    state(CONTENT_USER, "ana");
    render(<OnePerson />);
    await pass(1_000);
    expect(reload).not.toHaveBeenCalled();
    state(CONTENT_USER, "ben");
    await pass(1_000);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("is loaded when the content was for Ben before this code came", async () => {
    state(CONTENT_USER, "ben");
    render(<OnePerson />);
    await pass(1_000);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("is not loaded when the frame follows its content", async () => {
    render(<OnePerson />);
    const content = state(CONTENT_USER, "ben");
    await pass(100);
    document.head.querySelector(`meta[name="${PAGE_USER}"]`)?.setAttribute("content", "ben");
    await pass(1_000);
    expect(content.isConnected).toBe(true);
    expect(reload).not.toHaveBeenCalled();
  });
});

it("a page that states no person is not loaded, whatever an earlier page has left in its head", async () => {
  state(CONTENT_USER, "ana");
  render(<OnePerson />);
  await pass(1_000);
  expect(reload).not.toHaveBeenCalled();
});
