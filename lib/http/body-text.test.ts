import { describe, expect, it, test } from "vitest";
import { bodyText } from "./body-text";

const NAME = "Renée Müller, 京都 🍣";
const bytes = (...values: number[]) => Uint8Array.from(values);

function read(body: Uint8Array, type = "application/json", limit = 1_000) {
  const headers = { "Content-Type": type };
  return bodyText(new Request("http://localhost/", { method: "POST", headers, body: body.slice() }), limit);
}

const NOT_UTF8: [name: string, body: Uint8Array][] = [
  ["Latin-1", Buffer.from("Renée Müller", "latin1")],
  ["UTF-16", Buffer.from("\ufeffRenée", "utf16le")],
  ["Shift JIS", bytes(0x8b, 0x9e, 0x93, 0x73)],
  ["a sequence cut off at its end", Buffer.from("Renée 🍣").subarray(0, -1)],
  ["a sequence cut off before a letter", bytes(0x52, 0xc3, 0x41)],
  ["an overlong slash", bytes(0xc0, 0xaf)],
  ["a surrogate", bytes(0xed, 0xa0, 0xbd)],
  ["a character beyond Unicode", bytes(0xf4, 0x90, 0x80, 0x80)],
  ["a byte that UTF-8 never has", bytes(0x61, 0xff, 0x62)],
];

describe("a body that is not UTF-8", () => {
  it.each(NOT_UTF8)("is refused: %s", async (_name, body) => {
    for (const type of ["application/json", "application/json; charset=utf-8", 'text/plain;charset="UTF-8"'])
      expect(await read(body, type)).toEqual({ ok: false, fault: "not_text" });
  });

  it("is read in the character set that it declares", async () => {
    const latin1 = Buffer.from("Renée Müller", "latin1");
    expect(await read(latin1, "application/json; charset=ISO-8859-1")).toEqual({
      ok: true,
      text: "Renée Müller",
    });
    expect(await read(Buffer.from(NAME, "utf16le"), 'application/json; Charset="utf-16le"')).toEqual({
      ok: true,
      text: NAME,
    });
  });

  it("is refused when it declares an unknown character set", async () => {
    for (const charset of ["klingon", "utf-7", "hz-gb-2312"])
      expect(await read(Buffer.from("a"), `application/json; charset=${charset}`)).toEqual({
        ok: false,
        fault: "not_text",
      });
  });
});

test("a body in UTF-8 is read as it is, with or without a byte order mark", async () => {
  expect(await read(Buffer.from(NAME))).toEqual({ ok: true, text: NAME });
  expect(await read(Buffer.from(`\ufeff${NAME}`))).toEqual({ ok: true, text: NAME });
  expect(await read(bytes())).toEqual({ ok: true, text: "" });
});

test("a body of more bytes than the limit is too large, whatever characters they make", async () => {
  expect(await read(Buffer.from("é".repeat(500)), undefined, 1_000)).toMatchObject({ ok: true });
  expect(await read(Buffer.from("é".repeat(501)), undefined, 1_000)).toEqual({
    ok: false,
    fault: "too_large",
  });
});
