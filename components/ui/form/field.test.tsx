// @vitest-environment happy-dom
import { render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import common from "@/messages/en/common.json";
import { Field } from "./field";
import { Input } from "./input";

function show(children: ReactNode) {
  return render(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common }}>
      {children}
    </NextIntlClientProvider>,
  );
}

function describedBy(control: HTMLElement): string {
  const ids = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent).join(" | ");
}

it("the label names the control, and description and error describe it, the error first", () => {
  const { unmount } = show(
    <Field label="City" description="Where we deliver" error="Enter the city" required>
      <Input />
    </Field>,
  );
  const input = screen.getByLabelText("City");
  expect(describedBy(input)).toBe("Enter the city | Where we deliver");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(input.hasAttribute("required")).toBe(true);
  unmount();
});

it("a control without description and error has no aria-describedby and is not invalid", () => {
  const { unmount } = show(
    <Field label="City" optional>
      <Input />
    </Field>,
  );
  const input = screen.getByLabelText(/City/);
  expect(input.hasAttribute("aria-describedby")).toBe(false);
  expect(input.hasAttribute("aria-invalid")).toBe(false);
  unmount();
});
