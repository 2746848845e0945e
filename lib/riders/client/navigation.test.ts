import { expect, test } from "vitest";
import { navigationLink } from "./navigation";

const ANDROID =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";
const LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36";
const door = { place: { lat: 54.3201, lng: 10.1302 }, address: "Old Mill Rd 17, Port Selby" };
const unknown = { ...door, place: null };

test("a phone opens its own map application at the place", () => {
  expect(navigationLink(ANDROID, door, "bicycle")).toBe("geo:54.3201,10.1302?q=54.3201%2C10.1302");
  expect(navigationLink(IPHONE, door, "bicycle")).toBe("https://maps.apple.com/?daddr=54.3201%2C10.1302");
  expect(navigationLink(IPHONE, door, "foot")).toContain("dirflg=w");
  expect(navigationLink(LINUX, door, "car")).toBe(
    "https://www.openstreetmap.org/directions?to=54.3201%2C10.1302",
  );
});

test("an address without a place is searched for", () => {
  expect(navigationLink(ANDROID, unknown, "car")).toBe("geo:0,0?q=Old%20Mill%20Rd%2017%2C%20Port%20Selby");
  expect(navigationLink(IPHONE, unknown, "car")).toContain("daddr=Old+Mill+Rd+17%2C+Port+Selby");
  expect(navigationLink(LINUX, unknown, "car")).toContain("query=Old+Mill+Rd+17");
});
