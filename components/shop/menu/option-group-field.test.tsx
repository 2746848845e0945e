// @vitest-environment happy-dom
import { fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import type { OptionGroup } from "@/lib/cart/model/choice";
import shop from "@/messages/en/shop.json";
import { OptionGroupField } from "./option-group-field";

afterEach(() => {
  document.body.innerHTML = "";
});

function group(minimum: number, maximum: number): OptionGroup {
  const about = { id: "sauces", name: "Sauces", minimum, maximum };
  const options = ["Soy", "Ponzu", "Teriyaki"].map((name) => ({
    id: name,
    name,
    price: 50,
    available: name !== "Teriyaki",
    available_until: null,
    group: about,
  }));
  return { ...about, options };
}

function Chosen({
  minimum,
  maximum,
  showsFault = false,
}: Record<"minimum" | "maximum", number> & { showsFault?: boolean }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return (
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ shop }}>
      <OptionGroupField
        group={group(minimum, maximum)}
        chosen={chosen}
        currency="EUR"
        showsFault={showsFault}
        onChange={setChosen}
      />
    </NextIntlClientProvider>
  );
}
const choice = (name: string) => screen.getByLabelText<HTMLInputElement>(new RegExp(name));

test.each([
  [1, 1, "Choose one"],
  [2, 2, "Choose 2"],
  [1, 2, "Choose 1 to 2"],
  [1, 3, "Choose at least 1"],
  [0, 1, "Optional, choose one"],
  [0, 2, "Optional, up to 2"],
])("a group of %i to %i shows its rule: %s", (minimum, maximum, words) => {
  render(<Chosen minimum={minimum} maximum={maximum} />);
  expect(screen.getByText(words)).toBeTruthy();
});

test("a group of exactly one uses radio buttons, and another choice replaces the first", () => {
  render(<Chosen minimum={1} maximum={1} />);
  fireEvent.click(choice("Soy"));
  fireEvent.click(choice("Ponzu"));
  expect([choice("Soy").checked, choice("Ponzu").checked]).toEqual([false, true]);
  expect(choice("Soy").type).toBe("radio");
});

test("an optional choice can be removed", () => {
  render(<Chosen minimum={0} maximum={1} />);
  fireEvent.click(choice("Soy"));
  fireEvent.click(choice("Soy"));
  expect(choice("Soy").checked).toBe(false);
});

test("a full group explains why other options are disabled, and marks unavailable ones", () => {
  render(<Chosen minimum={0} maximum={2} />);
  expect(choice("Teriyaki").disabled).toBe(true);
  expect(screen.getByText("not available now")).toBeTruthy();
  fireEvent.click(choice("Soy"));
  fireEvent.click(choice("Ponzu"));
  expect(screen.getByText(/Remove one to choose another/)).toBeTruthy();
  expect(choice("Soy").disabled).toBe(false);
});

test("a missing choice is explained, and the group refers to the explanation", () => {
  render(<Chosen minimum={1} maximum={1} showsFault />);
  const words = screen.getByText("Choose one more");
  expect(screen.getByRole("group").getAttribute("aria-describedby")).toBe(words.id);
});
