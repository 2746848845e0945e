import { expect, test } from "vitest";
import { routeOf, scriptsOf } from "./first-load";

test("executed and preloaded scripts count once each, polyfills and styles do not", () => {
  const html = `<html><head>
    <link rel="stylesheet" href="/_next/a.css"/><link rel="preload" href="/_next/font.woff2" as="font"/>
    <link rel="preload" as="script" fetchPriority="low" href="/_next/b.js"/>
    <script src="/_next/a.js" async=""></script><script src="/_next/b.js" async="" nonce="n"></script>
    <script src="/_next/old.js" noModule=""></script></head><body><script nonce="n">self.x="src"</script></body></html>`;
  expect(scriptsOf(html)).toEqual(["/_next/b.js", "/_next/a.js"]);
});

test("route groups are left out of a route", () => {
  expect(routeOf("/(live)/(site)/orders/[orderId]/page")).toBe("/orders/[orderId]");
  expect(routeOf("/(live)/(site)/page")).toBe("/");
});
