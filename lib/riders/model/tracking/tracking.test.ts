import { describe, expect, test } from "vitest";
import { readOsmAnd, readTraccar } from "./osmand";
import { readOwnTracks } from "./owntracks";

const AT = "2026-11-27T12:00:00.000Z";
const TIME = Date.parse(AT) / 1_000;
const POINT = { seq: null, lat: 54.32, lng: 10.13, accuracy: 12, heading: 90, speed: 5, at: AT };

describe("OwnTracks", () => {
  const location = {
    _type: "location",
    lat: 54.32,
    lon: 10.13,
    tst: TIME,
    acc: 12,
    cog: 90,
    vel: 18,
    batt: 40,
  };

  test("reports a location", () => {
    expect(readOwnTracks({ ...location, tid: "ri", conn: "m" })).toEqual({ points: [POINT], battery: 40 });
  });

  test("may leave out everything but the place and the time", () => {
    const { _type, lat, lon, tst } = location;
    expect(readOwnTracks({ _type, lat, lon, tst })).toEqual({
      points: [{ ...POINT, accuracy: 20, heading: null, speed: null }],
      battery: undefined,
    });
    expect(readOwnTracks({ ...location, cog: "north", vel: -1, batt: 1_000 }).points).toEqual([
      { ...POINT, heading: null, speed: null },
    ]);
  });

  test.each([
    [{ _type: "status" }],
    [{ ...location, lat: 91 }],
    [{ ...location, tst: 5 }],
    [{ ...location, tst: Number.MAX_VALUE }],
    [[location]],
    [null],
    ["location"],
  ])("sends what is no place: %j", (body) => {
    expect(readOwnTracks(body).points).toEqual([]);
  });
});

describe("Traccar and OsmAnd", () => {
  const query = (more: Record<string, string> = {}) =>
    new URLSearchParams({
      ...{ id: "a-token", lat: "54.32", lon: "10.13", timestamp: String(TIME) },
      ...{ speed: "9.719", bearing: "90", accuracy: "12", batt: "40.0" },
      ...more,
    });

  test("report a location, with the speed in knots", () => {
    const { id, points, battery } = readOsmAnd(query());
    expect({ id, battery }).toEqual({ id: "a-token", battery: 40 });
    expect(points).toEqual([{ ...POINT, speed: expect.closeTo(5, 3) }]);
  });

  test.each([`${TIME}000`, AT, `${TIME}.000`])("write the time as %s", (timestamp) => {
    expect(readOsmAnd(query({ timestamp })).points[0]?.at).toBe(AT);
  });

  test.each<Record<string, string>>([
    { lat: "NaN" },
    { lat: "54,32" },
    { lat: "Infinity" },
    { lon: "181" },
    { timestamp: "soon" },
    { timestamp: "-1" },
    { timestamp: "9".repeat(200) },
  ])("send what is no place: %j", (more) => {
    expect(readOsmAnd(query(more)).points).toEqual([]);
  });

  test("report as JSON since version 9", () => {
    const coords = { latitude: 54.32, longitude: 10.13, accuracy: 12, speed: 5, heading: 90 };
    const location = { timestamp: AT, coords, battery: { level: 0.4, is_charging: false } };
    expect(readTraccar({ device_id: "a-token", location })).toEqual({
      id: "a-token",
      points: [POINT],
      battery: 40,
    });
    expect(readTraccar({ device_id: "a-token", location: { timestamp: AT } }).points).toEqual([]);
  });
});
