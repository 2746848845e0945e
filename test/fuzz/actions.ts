import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import * as z from "zod";
import { COMMANDS, inputOf, multipartBody } from "./bodies";
import { anyNear, hostileValue } from "./near-json";
import type { FuzzRequest } from "./requests";
import { headerText, hostileText, nearText } from "./texts";
import type { World } from "./world";

/** Server actions: `Next-Action` names one, the body holds its arguments as React writes them. */

const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

/** The ids of all actions in the build. */
export function findActions(root = "."): { id: string; name: string }[] {
  const file = join(root, process.env.NEXT_DIST_DIR ?? ".next", "server/server-reference-manifest.json");
  const { node } = manifestSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return Object.entries(node).map(([id, { exportedName }]) => ({ id, name: exportedName }));
}

/** React writes `$` before what JSON cannot hold, and doubles it in texts. */
function flightOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === "string" && inner.startsWith("$") ? `$${inner}` : inner,
    ) ?? '"$undefined"'
  );
}

/** https://github.com/facebook/react/blob/main/packages/react-client/src/ReactFlightReplyClient.js */
const MARKS = [
  "$undefined",
  "$NaN",
  "$Infinity",
  "$-0",
  "$n12",
  "$n",
  `$n${"9".repeat(3_000)}`,
  "$D2026-01-01",
  "$Dx",
  "$K1",
  "$Q1",
  "$W1",
  "$i1",
  "$F1",
  "$h1",
  "$T",
  "$@0",
  "$@1",
  "$1",
  "$0",
  "$0:a:b",
  "$1:__proto__:constructor",
  "$B1",
  "$A1",
  "$R1",
  "$r1",
  "$X1",
  "$x1",
  "$",
  "$$",
  "$S",
  "$Y",
  "$L1",
  "$-Infinity",
];

const marked = fc.array(
  fc.oneof(fc.constantFrom(...MARKS), fc.constantFrom<unknown>(["$Q0"], { a: "$0" }, null, 1)),
  { maxLength: 5 },
);

interface Call {
  readonly type: string;
  readonly text: Uint8Array;
}

const asText = (text: string): Call => ({
  type: "text/plain;charset=UTF-8",
  text: new TextEncoder().encode(text),
});

function args(world: World): fc.Arbitrary<string> {
  const page = fc.oneof(
    { weight: 3, arbitrary: fc.constant<unknown>(undefined) },
    fc.record({ user: fc.constantFrom(...world.ids, "nobody"), build: hostileText }),
    hostileValue,
  );
  const key = fc.oneof({ weight: 4, arbitrary: fc.uuid() }, hostileText, hostileValue);
  const call = fc.oneof(
    ...COMMANDS.map((name) => {
      const schema = inputOf(name);
      const input = schema === undefined ? hostileValue : anyNear(schema, world);
      return fc.tuple(fc.constant<unknown>(name), input, key, page);
    }),
    fc.tuple(hostileValue, hostileValue, key, page),
  );
  return call.map((given) => `[${given.map(flightOf).join(",")}]`);
}

function calls(world: World): fc.Arbitrary<Call> {
  const good = args(world);
  const parts = fc.array(
    fc.tuple(
      fc.oneof(fc.constantFrom("0", "1", "2", "1_0", "$ACTION_KEY", "__proto__"), hostileText),
      fc.oneof(
        good,
        marked.map((given) => JSON.stringify(given)),
        hostileText,
      ),
    ),
    { maxLength: 4 },
  );
  return fc.oneof(
    { weight: 6, arbitrary: good.map(asText) },
    { weight: 2, arbitrary: marked.map((given) => asText(JSON.stringify(given))) },
    { weight: 2, arbitrary: nearText(good).map(asText) },
    { weight: 3, arbitrary: multipartBody(parts).map(({ type, bytes }) => ({ type, text: bytes })) },
    {
      weight: 1,
      arbitrary: fc.tuple(headerText, good).map(([type, text]) => ({ type, text: asText(text).text })),
    },
    {
      weight: 1,
      arbitrary: fc
        .uint8Array({ maxLength: 200 })
        .map((text) => ({ type: "text/plain;charset=UTF-8", text })),
    },
  );
}

const PAGES = [
  "/orders",
  "/settings",
  "/partner/sushi-bar",
  "/partner/sushi-bar/history",
  "/sushi-bar/checkout",
  "/admin/jobs",
  "/admin/dispatch",
  "/admin/incidents",
  "/admin/connections",
  "/status",
  "/admin/chats",
  "/admin/chats/019a0000-0000-7000-8000-000000000001",
  "/",
  "/signin",
  "/no-such",
];

export function actionRequests(id: string, world: World): fc.Arbitrary<FuzzRequest> {
  const { host } = new URL(world.url);
  const foreign = fc.constantFrom<Record<string, string>>(
    { origin: "null" },
    { origin: "https://evil.test" },
    { origin: "%" },
    { "x-forwarded-host": "evil.test" },
    { "next-router-state-tree": "%" },
    { "transfer-encoding": "chunked" },
  );
  const more = fc.oneof(
    { weight: 6, arbitrary: fc.constant<Record<string, string>>({ origin: `http://${host}`, host }) },
    foreign,
  );
  const named = fc.oneof(
    { weight: 8, arbitrary: fc.constant(id) },
    nearText(fc.constant(id)).map((text) => text.replaceAll(/[^\x21-\x7e]/g, "x")),
  );
  const sender = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("customer", "staff", "admin") },
    fc.constantFrom(...Object.keys(world.credentials)),
  );
  return fc
    .record({ path: fc.constantFrom(...PAGES), sender, more, named, call: calls(world), isForm: fc.nat(9) })
    .map((given) => ({
      method: "POST",
      path: given.path,
      sender: given.sender,
      headers: {
        // Without the header, Next looks for the action's name in a form.
        ...(given.isForm > 0 && { "next-action": given.named }),
        ...(given.call.type !== "" && { "content-type": given.call.type }),
        accept: "text/x-component",
        ...given.more,
      },
      body: given.call.text,
    }));
}
