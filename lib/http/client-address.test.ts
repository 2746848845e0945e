import { createServer, request } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addressKey, clientAddress, forwardedAddress, replaceForwardedFor } from "./client-address";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["203.0.113.7:5678", "203.0.113.7"],
  ["[2001:db8::6]:443", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:0001:0002::", "2001:db8:1:2::/64"],
  ["2001:db8::6", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["64:ff9b::203.0.113.7", "64:ff9b:0:0::/64"],
  ["", "unknown"],
  ["somewhere", "unknown"],
])("the address %j has the key %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test("all IPv6 addresses of a /64 network have one key", () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const [network] = addressKey(address).split("::/64");
      expect(addressKey(`${network}:1:2:3:4`)).toBe(addressKey(address));
    }),
  );
});

test("uses the entries of trusted proxies only", () => {
  const forged = fc.array(fc.ipV4(), { maxLength: 4 });
  const hops = fc.array(fc.ipV4(), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(forged, hops, (forged, [client = "", ...proxies]) => {
      const header = [...forged, client, ...proxies].join(", ");
      expect(forwardedAddress(header, 1 + proxies.length)).toBe(client);
    }),
  );
});

test("uses the first entry when a proxy is missing, and one key for unknown addresses", () => {
  expect(forwardedAddress("203.0.113.7", 2)).toBe("203.0.113.7");
  expect(forwardedAddress(null, 1)).toBe("unknown");
});

test("without a proxy uses the connection's address and ignores X-Forwarded-For", async () => {
  replaceForwardedFor();
  const { promise: seen, resolve } = Promise.withResolvers<string>();
  const server = createServer(({ headers }, response) => {
    const header = headers["x-forwarded-for"];
    if (typeof header === "string")
      resolve(clientAddress(new Request("http://localhost/", { headers: { "x-forwarded-for": header } })));
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  request({ port: address.port, host: "127.0.0.1", headers: { "X-Forwarded-For": "203.0.113.7" } }).end();
  expect(await seen).toBe("127.0.0.1");
  server.closeAllConnections();
  server.close();
});
