import { expect, test } from "vitest";
import { isContactAddress } from "./contact-address";

test.each(["mailto:push@platewire.app", "https://orders.platewire.app", "https://platewire.app/contact"])(
  "%s can be reached",
  (subject) => expect(isContactAddress(subject)).toBe(true),
);

test.each([
  "push@platewire.app",
  "mailto:",
  "mailto:push",
  "mailto:push@localhost",
  "mailto:push@orders.invalid",
  "mailto:push@example.com",
  "http://orders.platewire.app",
  "https://localhost",
  "https://localhost:3000",
  "https://127.0.0.1",
  "https://[::1]",
  "https://printer.local",
  "https://orders.test",
  "tel:+4930",
  "",
])("%s cannot", (subject) => expect(isContactAddress(subject)).toBe(false));
