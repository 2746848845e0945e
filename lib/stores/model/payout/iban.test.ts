import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compactIban, isIban } from "./iban";

const KNOWN = [
  "DE89370400440532013000",
  "GB29NWBK60161331926819",
  "FR1420041010050500013M02606",
  "NO9386011117947",
  "MT84MALT011000012345MTLCAST001S",
];
const knownArbitrary = fc.constantFrom(...KNOWN);
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

describe("an IBAN", () => {
  it.each(KNOWN)("%s is one", (iban) => expect(isIban(iban)).toBe(true));

  it("is read with the spaces and small letters that people write", () => {
    expect(isIban(compactIban("de89 3704 0044 0532 0130 00"))).toBe(true);
  });

  it("is none with one sign changed to another of its kind", () => {
    fc.assert(
      fc.property(knownArbitrary, fc.nat(40), fc.nat(35), (iban, at, nth) => {
        const place = 2 + (at % (iban.length - 2));
        const [sign, old] = [SIGNS.charAt(nth), iban.charAt(place)];
        fc.pre(sign !== old && /\d/.test(sign) === /\d/.test(old));
        expect(isIban(iban.slice(0, place) + sign + iban.slice(place + 1))).toBe(false);
      }),
    );
  });

  it("is none with two different neighbours swapped", () => {
    fc.assert(
      fc.property(knownArbitrary, fc.nat(40), (iban, at) => {
        const place = 4 + (at % (iban.length - 5));
        const [a, b] = [iban.charAt(place), iban.charAt(place + 1)];
        fc.pre(a !== b && /\d/.test(a) === /\d/.test(b));
        expect(isIban(iban.slice(0, place) + b + a + iban.slice(place + 2))).toBe(false);
      }),
    );
  });

  it("is none when it is cut, longer, or of a country without them", () => {
    fc.assert(
      fc.property(knownArbitrary, fc.nat(30), (iban, kept) => {
        expect(isIban(iban.slice(0, Math.min(kept, iban.length - 1)))).toBe(false);
        expect(isIban(`${iban}0`)).toBe(false);
        expect(isIban(`US${iban.slice(2)}`)).toBe(false);
      }),
    );
  });

  it("is never a failure, whatever the text", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isIban(compactIban(text)) === "boolean"));
  });
});
