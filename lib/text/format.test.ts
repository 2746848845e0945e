import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatMoney,
  formatTime,
  formatTimeRange,
} from "./format";
import { formatAgo } from "./format-from-now";

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

describe("the night when clocks are put back", () => {
  const MINUTE = 60_000;
  const DAY = 86_400_000;
  const isoAt = (instant: number) => new Date(instant).toISOString();

  /** Minutes by which the zone's clocks are ahead of UTC. */
  function ahead(instant: number, timeZone: string): number {
    const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" }).formatToParts(
      instant,
    );
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  }

  /** The first instants, of 2020 to 2027, at which clocks of a zone have been put back. */
  function turns(timeZone: string): number[] {
    const found: number[] = [];
    for (let day = Date.UTC(2020, 0, 1); day < Date.UTC(2028, 0, 1); day += 10 * DAY) {
      let [before, after] = [day, day + 10 * DAY];
      if (ahead(before, timeZone) <= ahead(after, timeZone)) continue;
      const lower = ahead(after, timeZone);
      while (after - before > MINUTE) {
        const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
        if (ahead(middle, timeZone) <= lower) after = middle;
        else before = middle;
      }
      found.push(after);
    }
    return found;
  }

  const nights = [
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "Atlantic/Azores",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Antarctica/Casey",
    "Antarctica/Troll",
  ].map((timeZone) => ({ timeZone, turns: turns(timeZone) }));
  const moments = fc
    .constantFrom(...nights)
    .chain(({ timeZone, turns }) =>
      fc.record({
        timeZone: fc.constant(timeZone),
        turn: fc.constantFrom(...turns),
        at: fc.integer({ min: -300, max: 300 }),
        span: fc.integer({ min: 1, max: 300 }),
      }),
    )
    .map(({ timeZone, turn, at, span }) => ({
      timeZone,
      from: turn + at * MINUTE,
      to: turn + (at + span) * MINUTE,
      span,
    }));

  it("says of which of two equal times it speaks", () => {
    expect(formatTime("2026-10-25T00:55:00Z", "Europe/Berlin")).toBe("02:55 GMT+2");
    expect(formatTime("2026-10-25T01:55:00Z", "Europe/Berlin")).toBe("02:55 GMT+1");
    expect(formatDateTime("2026-11-01T05:30:00Z", "America/New_York")).toBe("1 Nov 2026, 01:30 GMT-4");
  });

  it("says so in a range that would seem to run backwards", () => {
    const range = (from: string, to: string, timeZone = "Europe/Berlin") =>
      formatTimeRange(from, to, timeZone);
    expect(range("2026-10-25T00:55:00Z", "2026-10-25T01:05:00Z")).toBe("02:55 GMT+2 – 02:05 GMT+1");
    expect(range("2026-10-25T00:05:00Z", "2026-10-25T00:15:00Z")).toBe("02:05–02:15 GMT+2");
    expect(range("2026-10-24T23:55:00Z", "2026-10-25T00:05:00Z")).toBe("01:55 – 02:05 GMT+2");
    expect(range("2026-10-25T01:55:00Z", "2026-10-25T02:05:00Z")).toBe("02:55 GMT+1 – 03:05");
    expect(range("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")).toBe("02:30 GMT+2 – 02:30 GMT+1");
  });

  it("never shows two instants as one time, in any zone", () => {
    fc.assert(
      fc.property(moments, ({ timeZone, from, to }) => {
        expect(formatTime(isoAt(from), timeZone)).not.toBe(formatTime(isoAt(to), timeZone));
      }),
    );
  });

  it("never lets a short range read shorter, longer or backwards, in any zone", () => {
    const offset = (text: string) => {
      const [, sign, hours, minutes] = /GMT(?:([+-])(\d+)(?::(\d\d))?)?/.exec(text) ?? [];
      return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
    };
    const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
    fc.assert(
      fc.property(
        moments.filter(({ span }) => span < 30),
        ({ timeZone, from, to, span }) => {
          const text = formatTimeRange(isoAt(from), isoAt(to), timeZone);
          const [start = "", end = ""] = text.split(/ ?– ?/);
          const moved = start.includes("GMT") && end.includes("GMT") ? offset(start) - offset(end) : 0;
          expect((clock(end) - clock(start) + moved + 2 * 1_440) % 1_440, text).toBe(span);
        },
      ),
    );
  });

  it("leaves all other times as they are", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const anyInstant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyInstant, (timeZone, instant) => {
        const isTurning = ahead(instant - DAY / 2, timeZone) > ahead(instant + DAY / 2, timeZone);
        fc.pre(!isTurning);
        expect(formatTime(isoAt(instant), timeZone)).toMatch(/^\d\d:\d\d$/);
      }),
    );
  });
});
