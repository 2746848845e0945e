// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { firstFocus } from "./first-focus";

function dialog(html: string): HTMLElement {
  const element = document.createElement("div");
  element.innerHTML = html;
  document.body.replaceChildren(element);
  return element;
}

test.each([
  ["a field", '<p>About</p><input id="name"><button>Save</button>', "name"],
  ["what comes first, of any kind", '<a id="link" href="/">More</a><input>', "link"],
  ["no disabled field", '<input disabled><button id="save">Save</button>', "save"],
  ["nothing that is taken out of the order", '<div tabindex="-1"><input id="name"></div>', "name"],
  ["nothing that is hidden", '<p hidden><input></p><button id="save">Save</button>', "save"],
  ["nothing that is folded away", '<details><input></details><button id="save">Save</button>', "save"],
])("the focus begins with %s", (_, html, id) => {
  expect(firstFocus(dialog(html))).toHaveProperty("id", id);
});

test.each([
  ["radio buttons", '<input type="radio" name="a"><input type="radio" name="a" checked>'],
  ["nothing to focus", "<p>About</p>"],
])("with %s, the library decides", (_, html) => {
  expect(firstFocus(dialog(html))).toBe(true);
});

test("without a dialog, the library decides", () => {
  expect(firstFocus(null)).toBe(true);
});
