import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatAgo,
  formatDate,
  formatDateTime,
  formatDuration,
  formatMoney,
  formatTime,
  formatTimeRange,
} from "./format";

describe("money", () => {
  it("has the fraction digits of the currency", () => {
    expect(formatMoney(1290, "EUR")).toBe("€12.90");
    expect(formatMoney(1290, "JPY")).toBe("¥1,290");
    expect(formatMoney(1290, "KWD")).toContain("1.290");
  });

  /** ISO 4217, list one; every other currency has two digits. */
  const ISO: Record<string, string> = {
    "0": "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    "3": "BHD IQD JOD KWD LYD OMR TND",
    "4": "CLF UYW",
  };
  const digitsOf = (currency: string) =>
    Number(Object.keys(ISO).find((digits) => ISO[digits]?.split(" ").includes(currency)) ?? 2);

  it.each(Intl.supportedValuesOf("currency"))(
    "in %s has the digits of ISO 4217, in every locale",
    (currency) => {
      const digits = digitsOf(currency);
      const fraction = digits === 0 ? "" : `.${"1234".slice(0, digits)}`;
      const minor = Number(`56${"1234".slice(0, digits)}`);
      expect(
        formatMoney(minor, currency)
          .replaceAll(/[^\d.]/g, "")
          .replace(/^\.+|\.+$/g, ""),
      ).toBe(`56${fraction}`);
      expect(formatMoney(minor, currency.toLowerCase())).toBe(formatMoney(minor, currency));
      for (const locale of ["de-DE", "fr-CH", "hu-HU", "id-ID", "ja-JP"])
        expect(formatMoney(minor, currency, locale).replaceAll(/\D/g, "")).toBe(String(minor));
    },
  );

  it("does not show a hundred times the sum where shops use no fractions", () => {
    expect(formatMoney(129_000, "HUF")).toMatch(/1,290\.00/);
    expect(formatMoney(4_500_000, "IDR")).toMatch(/45,000\.00/);
    expect(formatMoney(1_290_500, "IQD")).toMatch(/1,290\.500/);
  });

  it("formats zero, a refund and a large amount", () => {
    expect(formatMoney(0, "EUR")).toBe("€0.00");
    expect(formatMoney(-250, "EUR")).toBe("-€2.50");
    expect(formatMoney(123_456_789, "EUR")).toBe("€1,234,567.89");
  });

  it("keeps every minor unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (minor) => {
        expect(formatMoney(minor, "EUR").replace(/\D/g, "")).toBe(String(minor).padStart(3, "0"));
      }),
    );
  });
});

describe("times", () => {
  it("are in the store's time zone", () => {
    expect(formatTime("2026-11-21T18:40:00.000Z", "Europe/Berlin")).toBe("19:40");
    expect(formatTime("2026-11-21T18:40:00.000Z", "America/New_York")).toBe("13:40");
  });

  it("show midnight as 00, not 24", () => {
    expect(formatTime("2026-11-21T00:05:00.000Z", "UTC")).toBe("00:05");
  });

  it("show a range within one minute as one time", () => {
    expect(formatTimeRange("2026-11-21T18:22:00Z", "2026-11-21T18:26:00Z", "Europe/Berlin")).toBe(
      "19:22–19:26",
    );
    expect(formatTimeRange("2026-11-21T18:22:01Z", "2026-11-21T18:22:59Z", "Europe/Berlin")).toBe("19:22");
  });

  it("show the date in the store's time zone", () => {
    expect(formatDate("2026-11-21T23:30:00Z", "Europe/Berlin")).toBe("22 Nov 2026");
    expect(formatDateTime("2026-11-21T23:30:00Z", "Europe/Berlin")).toBe("22 Nov 2026, 00:30");
  });
});

describe("durations", () => {
  it("have minutes and seconds, and hours when needed", () => {
    expect(formatDuration(0)).toBe("0:00");
    expect(formatDuration(298.9)).toBe("4:58");
    expect(formatDuration(3_849)).toBe("1:04:09");
  });

  it("have a minus sign below zero, but not at zero", () => {
    expect(formatDuration(-7)).toBe("−0:07");
    expect(formatDuration(-0.4)).toBe("0:00");
  });
});

describe("relative times", () => {
  const at = "2026-11-21T12:00:00.000Z";
  const agoAfter = (seconds: number) => formatAgo(at, Date.parse(at) + seconds * 1000);

  it("use the largest unit that fits", () => {
    expect(agoAfter(12)).toBe("12 sec ago");
    expect(agoAfter(60)).toBe("1 min ago");
    expect(agoAfter(7_300)).toBe("2 hr ago");
    expect(agoAfter(90_000)).toBe("1 day ago");
  });

  it("count an instant in the future as now", () => {
    expect(agoAfter(0)).toBe("0 sec ago");
    expect(agoAfter(-5)).toBe("0 sec ago");
  });
});
