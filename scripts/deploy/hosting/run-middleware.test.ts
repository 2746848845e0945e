import { expect, test } from "vitest";
import { readMiddlewareAnswer } from "./run-middleware";

const answer = (headers: Record<string, string>, status = 200) => ({
  status,
  headers: new Headers(headers),
  body: Buffer.of(),
});
const request = new Headers({ accept: "text/html", cookie: "a=1", "content-length": "3" });

test("the request continues with exactly the headers that the proxy listed", () => {
  const result = readMiddlewareAnswer(
    answer({
      "x-middleware-next": "1",
      "x-middleware-override-headers": "accept,x-nonce",
      "x-middleware-request-accept": "text/html",
      "x-middleware-request-x-nonce": "n1",
      "content-security-policy": "nonce n1",
    }),
    request,
  );
  expect(result).toMatchObject({ kind: "next" });
  expect("requestHeaders" in result && Object.fromEntries(result.requestHeaders)).toEqual({
    accept: "text/html",
    "content-length": "3",
    "x-nonce": "n1",
  });
  expect("responseHeaders" in result && Object.fromEntries(result.responseHeaders)).toEqual({
    "content-security-policy": "nonce n1",
  });
});

test("without a list the request continues unchanged", () => {
  const result = readMiddlewareAnswer(answer({ "x-middleware-next": "1" }), request);
  expect("requestHeaders" in result && [...result.requestHeaders]).toEqual([...request]);
});

test("a response from the proxy is returned", () => {
  const redirect = answer({ location: "/signin" }, 307);
  expect(readMiddlewareAnswer(redirect, request)).toEqual({ kind: "response", response: redirect });
});

test("a rewrite is not supported and throws", () => {
  const rewrite = answer({ "x-middleware-rewrite": "http://host/other" });
  expect(() => readMiddlewareAnswer(rewrite, request)).toThrow("rewrote a path");
});
