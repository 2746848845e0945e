import * as fc from "fast-check";
import { anyBody, type Body, plainBody } from "./bodies";
import type { Target } from "./targets";
import { headerText, hostileText, nearText, pathSegment } from "./texts";
import type { World } from "./world";

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  /** A key of `World.credentials`, so that a request can be sent with the session of that moment. */
  readonly sender: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

const ADDRESSES = [
  "1.2.3.4",
  "::1",
  "fe80::1%eth0",
  "[::1]:80",
  "1.2.3.4:99999",
  "::ffff:1.2.3.4",
  ",,,",
  "1.2.3.4, ".repeat(200),
];
const SITES = ["same-origin", "cross-site", "none", "same-site", ""];

function headers(world: World): fc.Arbitrary<Record<string, string>> {
  const { host } = new URL(world.url);
  const cursor = fc.oneof(
    fc.constantFrom(...world.cursors),
    headerOf(nearText(fc.constantFrom(...world.cursors))),
    headerText,
  );
  const cookie = fc.constantFrom(
    ...Object.values(world.credentials).flatMap(({ cookie: text }) => (text === undefined ? [] : [text])),
  );
  const one = <Name extends string>(name: Name, value: fc.Arbitrary<string>) =>
    value.map((text): [string, string] => [name, text]);
  const any = fc.oneof(
    one(
      "origin",
      fc.oneof(fc.constantFrom(world.url, "null", "https://evil.test", `https://${host}`), headerText),
    ),
    one("sec-fetch-site", fc.oneof(fc.constantFrom(...SITES), headerText)),
    one("x-forwarded-for", fc.oneof(fc.constantFrom(...ADDRESSES), fc.ipV4(), fc.ipV6(), headerText)),
    one(
      "x-forwarded-host",
      fc.oneof(fc.constantFrom(host, "evil.test", "a:b:c", "", "[]", "a, b"), headerText),
    ),
    one("host", fc.oneof(fc.constantFrom("evil.test", "[::1]:80", "a b", "", "%", "a/b"), headerText)),
    one("x-forwarded-proto", fc.oneof(fc.constantFrom("https", "http", "javascript"), headerText)),
    one(
      "cookie",
      fc.oneof(
        headerOf(nearText(cookie)),
        headerText,
        fc.constantFrom("a=%; b=%E9", "=", ";;;", "theme=x; theme=y"),
      ),
    ),
    one(
      "authorization",
      fc.oneof(fc.constantFrom("Bearer", "Basic %", "Bearer a b", `Bearer pw_${"x".repeat(43)}`), headerText),
    ),
    one("last-event-id", cursor),
    one(
      "idempotency-key",
      fc.oneof(fc.uuid(), fc.constantFrom("short", "x".repeat(201), "a-key-of-eight"), headerText),
    ),
    one("x-page-user", fc.oneof(fc.constantFrom(...world.ids, "nobody"), headerText)),
    one("x-page-build", headerText),
    one("accept", fc.oneof(fc.constantFrom("text/event-stream", "text/html", "*/*;q=a"), headerText)),
    one("accept-language", fc.oneof(fc.constantFrom("de;q=x", "*", "en-".repeat(300)), headerText)),
    one("if-none-match", headerText),
    one("range", fc.oneof(fc.constantFrom("bytes=0-", "bytes=9-1"), headerText)),
    one("rsc", fc.constantFrom("1", "0", "")),
    one("next-router-state-tree", fc.oneof(fc.constantFrom("%", "%5B%22%22%5D", '[""]'), headerText)),
    one("next-router-prefetch", fc.constantFrom("1", "2", "x")),
    one("next-url", headerText),
    one("next-action", fc.oneof(fc.constantFrom("0".repeat(42), "x"), headerText)),
    one("x-http-method-override", fc.constantFrom("DELETE", "TRACE")),
    one("purpose", headerText),
  );
  return fc.array(any, { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
}

const headerOf = (text: fc.Arbitrary<string>) =>
  text.map((value) => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "\xff").trim());

const PARAMETERS = [
  "channels",
  "cursor",
  "token",
  "client",
  "replaces",
  "limit",
  "mine",
  "unread",
  "lat",
  "lng",
  "line1",
  "postal_code",
  "city",
  "q",
  "actor",
  "action",
  "from",
  "format",
  "page",
  "error",
  "callbackUrl",
  "email",
  "code",
  "state",
  "refused",
  "_rsc",
];

function query(world: World): fc.Arbitrary<string> {
  const good = fc.constantFrom(
    ...world.channels,
    world.channels.join(","),
    ...world.cursors,
    ...world.ids,
    "true",
    "1",
    "100",
    "platewire",
    "/orders",
  );
  const value = fc.oneof(
    { weight: 3, arbitrary: good },
    { weight: 2, arbitrary: nearText(good) },
    { weight: 2, arbitrary: hostileText },
  );
  const pair = fc.tuple(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PARAMETERS) }, hostileText),
    value,
  );
  const encoded = fc
    .array(pair, { maxLength: 4 })
    .map((pairs) =>
      new URLSearchParams(pairs.map(([name, text]) => [name.toWellFormed(), text.toWellFormed()])).toString(),
    );
  return fc.oneof(
    { weight: 6, arbitrary: encoded },
    {
      weight: 1,
      arbitrary: fc.constantFrom("%", "a=%E9&b=%", "a[b][c]=1", "&&&", "=", `q=${"x".repeat(6_000)}`),
    },
  );
}

/** The name of a parameter; undefined for a part of the path that is always the same. */
const parameterIn = (segment: string) => /^\[(?:\.\.\.)?(\w+)\]$/.exec(segment)?.[1];

/** The first known value of each parameter. */
function plainPath({ name, segments }: Target, { values, ids, paths }: World): string {
  const path = segments
    .map(
      (segment) =>
        `/${values[parameterIn(segment) ?? ""]?.[0] ?? (parameterIn(segment) === undefined ? segment : ids[0])}`,
    )
    .join("");
  return paths[name] ?? path;
}

function pathOf(target: Target, world: World): fc.Arbitrary<string> {
  const all = Object.values(world.values).flat();
  const parts = target.segments.map((segment) => {
    const name = parameterIn(segment);
    if (name === undefined) return fc.constant(segment);
    const good = fc.constantFrom(...(world.values[name] ?? all));
    const given = pathSegment(
      fc.oneof(
        { weight: 5, arbitrary: good },
        { weight: 2, arbitrary: nearText(good) },
        { weight: 2, arbitrary: hostileText },
      ),
    );
    if (!segment.startsWith("[...")) return given;
    return fc.array(given, { minLength: 1, maxLength: 3 }).map((some) => some.join("/"));
  });
  return fc.tuple(...parts).map((some) => `/${some.join("/")}`);
}

const HAS_BODY = ["POST", "PUT", "PATCH", "DELETE"];

function assemble(
  { method }: Target,
  path: string,
  sender: string,
  more: Record<string, string>,
  body: Body | null,
): FuzzRequest {
  const ofBody =
    body === null
      ? {}
      : {
          ...(body.type !== "" && { "content-type": body.type }),
          ...(body.encoding !== undefined && { "content-encoding": body.encoding }),
        };
  return { method, path, sender, headers: { ...ofBody, ...more }, body: body?.bytes ?? null };
}

/** Between them, these four may do everything that anyone may do. */
const PEOPLE = ["customer", "staff", "admin", "rider"] as const;

/** Returns what one of our own pages or an honest program sends, once for each kind of person. */
export function plainRequests(target: Target, world: World): fc.Arbitrary<FuzzRequest>[] {
  const isPhoto = target.method === "POST" && /^photos?$/.test(target.segments.at(-1) ?? "");
  const body = isPhoto
    ? fc.constant({ type: "image/jpeg", bytes: world.photo })
    : HAS_BODY.includes(target.method)
      ? plainBody(target.name, world, world.values.email?.[0] ?? "")
      : fc.constant(null);
  return PEOPLE.map((person) =>
    body.map((given) => assemble(target, plainPath(target, world), senderOf(target, person), {}, given)),
  );
}

/** Routes that one sender uses only. */
function senderOf({ segments: [first, second] }: Target, otherwise: string): string {
  if (first === "signout") return "leaver";
  if (first !== "api") return otherwise;
  if (second === "jobs") return "scheduler";
  return second === "metrics" ? "metrics" : otherwise;
}

export function anyRequests(target: Target, world: World): fc.Arbitrary<FuzzRequest> {
  const isForm = target.segments[0] !== "api" || target.segments[1] === "auth";
  const emails = fc.constantFrom(...(world.values.email ?? []));
  const body = HAS_BODY.includes(target.method)
    ? fc.option(anyBody(target.name, isForm, world, emails), { freq: 12 })
    : fc.constant(null);
  const sender = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...PEOPLE) },
    fc.constantFrom(...Object.keys(world.credentials)),
  );
  return fc
    .record({ path: pathOf(target, world), query: query(world), sender, more: headers(world), body })
    .map((given) =>
      assemble(
        target,
        given.query === "" ? given.path : `${given.path}?${given.query}`,
        senderOf(target, given.sender),
        given.more,
        given.body,
      ),
    );
}
