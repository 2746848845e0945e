// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ChosenPhoto } from "./chosen-photo";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test("a chosen file is shown before it is stored, and released afterwards", () => {
  const create = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:one");
  const revoke = vi.spyOn(URL, "revokeObjectURL").mockReturnValue(undefined);
  const file = new File(["photo"], "soup.jpg");
  const { unmount } = render(
    <ChosenPhoto file={file} name="Soup">
      <span>None</span>
    </ChosenPhoto>,
  );
  expect(create).toHaveBeenCalledExactlyOnceWith(file);
  expect(screen.getByRole("img", { name: "Soup" }).getAttribute("src")).toBe("blob:one");
  unmount();
  expect(revoke).toHaveBeenCalledExactlyOnceWith("blob:one");
});

test("a file that the browser cannot show leaves the place as it was", () => {
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:two");
  render(
    <ChosenPhoto file={new File(["text"], "text.jpg")} name="Soup">
      <span>None</span>
    </ChosenPhoto>,
  );
  fireEvent.error(screen.getByRole("img"));
  expect(screen.queryByRole("img")).toBeNull();
  expect(screen.getByText("None")).toBeDefined();
});
