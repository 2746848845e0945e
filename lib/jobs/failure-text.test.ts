import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failureText } from "./failure-text";

describe("the text of a failure", () => {
  test.each([
    ["550 no mailbox for lena.k@demo.test here", "550 no mailbox for [address] here"],
    ["550 <lena@demo.test>: unknown", "550 <[address]>: unknown"],
    [
      "POST https://push.example.test/send/dGhpcyBpcyBhIHRva2Vu?x=1 answered 500",
      "POST https://push.example.test/… answered 500",
    ],
    [
      "connect to postgres://app:hunter2@db.test:5432/shop failed",
      "connect to postgres://db.test:5432/… failed",
    ],
    ["token pw_9f86d081884c7d659a2feaa0c55ad015 is unknown", "token [hidden] is unknown"],
    ["connect ECONNREFUSED 127.0.0.1:2525", "connect ECONNREFUSED 127.0.0.1:2525"],
    [
      "Failed query: select * from users where email = $1\nparams: lena@demo.test",
      "A statement to the database failed",
    ],
  ])("%s", (message, expected) => {
    expect(failureText(new Error(message))).toBe(expected);
  });

  test("of a failed statement is the database's reason, without the statement and its values", () => {
    const cause = new Error('duplicate key value violates unique constraint "users_email"');
    const error = new Error("Failed query: insert into users …\nparams: lena@demo.test", { cause });
    expect(failureText(error)).toBe(cause.message);
  });

  test("never contains an e-mail address, is short, and stays the same when it is read again", () => {
    const words = fc.array(fc.oneof(fc.string(), fc.emailAddress(), fc.webUrl(), fc.uuid()), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, (parts) => {
        const text = failureText(new Error(parts.join(" ")));
        expect(text).not.toMatch(/[^\s@<>"'(),;:]@[^\s@<>"'(),;:]/);
        expect(text.length).toBeLessThanOrEqual(500);
        expect(failureText(text)).toBe(text);
      }),
    );
  });
});
