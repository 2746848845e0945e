import fc from "fast-check";
import { expect, test } from "vitest";
import { mailboxOf } from "./mailbox";

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);
const tag = fc.stringMatching(/^[a-z0-9+.]{0,20}$/);
const domain = fc.constantFrom("example.test", "mail.example.test", "gmail.com", "googlemail.com");

test("addresses that differ in capitals and plus-tags reach one mailbox", () => {
  fc.assert(
    fc.property(name, tag, domain, (local, more, host) => {
      const mailbox = mailboxOf(`${local}@${host}`);
      expect(mailboxOf(`${local}+${more}@${host}`)).toBe(mailbox);
      expect(mailboxOf(`${local.toUpperCase()}@${host.toUpperCase()}`)).toBe(mailbox);
    }),
  );
});

test("dots and the two domains of Gmail reach one mailbox, dots elsewhere do not", () => {
  expect(mailboxOf("le.na.m@googlemail.com")).toBe("lenam@gmail.com");
  expect(mailboxOf("le.na@example.test")).toBe("le.na@example.test");
});

test("different mailboxes stay different", () => {
  fc.assert(
    fc.property(name, name, domain, (one, other, host) => {
      fc.pre(one !== other);
      expect(mailboxOf(`${one}@${host}`)).not.toBe(mailboxOf(`${other}@${host}`));
    }),
  );
  expect(mailboxOf("+tag@example.test")).toBe("+tag@example.test");
});
