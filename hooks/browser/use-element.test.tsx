// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { createPortal } from "react-dom";
import { afterEach, expect, test } from "vitest";
import { useElement } from "./use-element";

afterEach(cleanup);

function Guest() {
  const place = useElement("place");
  return place === null ? null : createPortal("here", place);
}

test("an element is found that is made in the same render, before its reader and after it", () => {
  const { container } = render(
    <>
      <Guest />
      <p id="place" />
      <Guest />
    </>,
  );
  expect(container.querySelector("#place")?.textContent).toBe("herehere");
});

test("nothing is shown without the element", () => {
  expect(render(<Guest />).container.textContent).toBe("");
});
