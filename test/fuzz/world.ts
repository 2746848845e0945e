import { randomUUID } from "node:crypto";
import * as z from "zod";
import { restClientOf } from "@/e2e/support/rest-client";
import { menuSchema } from "@/lib/menu/model/schema";
import type { AppServer } from "@/test/support/app-server";
import { smallPhoto } from "@/test/support/photos";
import { signInAs } from "@/test/support/sign-in";
import { openStream } from "@/test/support/stream-client";
import { COMMANDS } from "./bodies";
import type { Known } from "./near-json";
import { DEVICE, EDITED, menuInputs, orderShape, PRINTER, samplesOf } from "./samples";

/** What exists on the server under test: people, credentials, orders and their ids. */

export const SECRETS = {
  CRON_SECRET: "a secret for the scheduler",
  METRICS_TOKEN: "a token for the figures",
};

const PEOPLE = {
  customer: "lena@demo.test",
  other: "omar@demo.test",
  staff: "ana@demo.test",
  admin: "admin@demo.test",
  rider: "rita@demo.test",
  /** Signs out, so that the others stay signed in. */
  leaver: "ben@demo.test",
} as const;
type Person = keyof typeof PEOPLE;
const isPerson = (name: string): name is Person => Object.hasOwn(PEOPLE, name);

/** Those who only create and revoke tokens of their own; their inputs never end the tokens below. */
const TOKENS: readonly [name: string, person: Person, scopes: readonly string[]][] = [
  ["reader", "other", ["orders:read"]],
  ["writer", "other", ["orders:write"]],
  ["listener", "staff", ["events:read"]],
  [
    "manager",
    "admin",
    ["connections:manage", "broadcasts:manage", "orders:read", "orders:write", "events:read"],
  ],
];

export interface World extends Known {
  readonly url: string;
  /** Headers by kind of sender. Changes when a session has been ended. */
  readonly credentials: Record<string, Readonly<Record<string, string>>>;
  /** Values by the name of a path's parameter. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Paths of routes whose parameters belong together. */
  readonly paths: Readonly<Record<string, string>>;
  /** A file that is accepted where a photo is. */
  readonly photo: Uint8Array;
  readonly cursors: readonly string[];
  readonly channels: readonly string[];
  /** Signs people in again whose sessions an input has ended. */
  refresh(): Promise<void>;
}

const tokenAnswer = z.object({ data: z.object({ secret: z.string() }) });
const shiftAnswer = z.object({ data: z.object({ tracking_token: z.string() }) });
const menuAnswer = z.object({ data: menuSchema });
const messageAnswer = z.object({ data: z.object({ id: z.string() }) });
const photoAnswer = z.object({ data: z.object({ photo_id: z.string() }) });
const listAnswer = z.object({ next_cursor: z.string().nullable() });
const printerAnswer = z.object({
  data: z.object({ printer: z.object({ id: z.string() }), path: z.string() }),
});

async function addPrinter(url: string, cookie: string, tenant_id: string) {
  const answer = await fetch(`${url}/api/commands/add_printer`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({ tenant_id, ...PRINTER }),
  });
  return printerAnswer.parse(await answer.json()).data;
}

/** A device on shift, whose end there is something to do for. */
async function addDevice(url: string, cookie: string, path: string): Promise<void> {
  const answer = await fetch(`${url}${path}/heartbeat`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify(DEVICE),
  });
  if (!answer.ok) throw new Error(`The device is refused: ${answer.status} ${await answer.text()}`);
}

/** Sends a message with a photo. */
async function sendPhoto(
  url: string,
  cookie: string,
  orderId: string,
): Promise<{ id: string; path: string }> {
  const path = `${url}/api/orders/${orderId}/messages`;
  const send = async (to: string, type: string, body: BodyInit) => {
    const headers = { cookie, "content-type": type, "idempotency-key": randomUUID() };
    const answer = await fetch(to, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`The chat refuses: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const file = Uint8Array.from(await smallPhoto());
  const uploaded = await send(`${path}/photos?room=customer_store`, "image/jpeg", file);
  const { photo_id } = photoAnswer.parse(uploaded).data;
  const sent = await send(path, "application/json", JSON.stringify({ room: "customer_store", photo_id }));
  const { id } = messageAnswer.parse(sent).data;
  return { id, path: `/api/orders/${orderId}/messages/photos/${photo_id}` };
}

async function createToken(url: string, cookie: string, scopes: readonly string[]): Promise<string> {
  const answer = await fetch(`${url}/api/commands/create_token`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
    body: JSON.stringify({ name: "fuzz", scopes }),
  });
  return tokenAnswer.parse(await answer.json()).data.secret;
}

/** Returns the shift's tracking token. */
async function goOnShift(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/riders/me/shift`, {
    method: "PUT",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({ on: true, vehicle: "bicycle" }),
  });
  return shiftAnswer.parse(await answer.json()).data.tracking_token;
}

/** Sends commands whose refusal says that there is nothing to undo. */
async function undo(url: string, cookie: string, inputs: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, input] of Object.entries(inputs))
    await fetch(`${url}/api/commands/${name}`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", "idempotency-key": randomUUID() },
      body: JSON.stringify(input),
    });
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export async function makeFuzzWorld({ url }: AppServer): Promise<World> {
  const credentials: Record<string, Record<string, string>> = {
    nobody: {},
    brokenToken: bearer(`pw_${"a".repeat(43)}`),
    scheduler: bearer(SECRETS.CRON_SECRET),
    metrics: bearer(SECRETS.METRICS_TOKEN),
  };
  const cookies = async (person: Person) => (await signInAs(url, PEOPLE[person])).trim();
  for (const person of Object.keys(PEOPLE).filter(isPerson))
    credentials[person] = { cookie: await cookies(person) };
  for (const [name, person, scopes] of TOKENS)
    credentials[name] = bearer(await createToken(url, credentials[person]?.cookie ?? "", scopes));

  const tracking = await goOnShift(url, credentials.rider?.cookie ?? "");
  credentials.tracker = {
    authorization: `Basic ${Buffer.from(`rita:${tracking}`).toString("base64")}`,
  };

  const rest = await restClientOf(url, PEOPLE.customer);
  const orders = [];
  for (let n = 0; n < 4; n += 1)
    orders.push(orderShape.parse(await rest.order("sushi-bar", ["Dragon roll"])));
  const menuOf = async (slug: string) =>
    menuAnswer.parse(await (await fetch(`${url}/api/tenants/${slug}/menu`)).json()).data;
  const [menu, edited] = [await menuOf("sushi-bar"), await menuOf(EDITED)];
  const device = `/api/tenants/${EDITED}/devices/${randomUUID()}`;
  const editedItem = `/api/tenants/${EDITED}/menu/items/${menuInputs(edited).item.id}`;
  const [first] = orders;
  if (first === undefined) throw new Error("There is no order");
  const reader = {
    headers: bearer(
      await createToken(url, credentials.customer?.cookie ?? "", ["orders:read", "events:read"]),
    ),
  };
  const list = listAnswer.parse(await (await fetch(`${url}/api/orders?limit=1`, reader)).json());
  const stream = await openStream(`${url}/api/events/stream?channels=order:${first.id}`, reader.headers);
  const cursor = stream.lastId();
  stream.close();

  const printer = await addPrinter(url, credentials.admin?.cookie ?? "", first.tenant_id);

  await addDevice(url, credentials.admin?.cookie ?? "", device);

  const message = await sendPhoto(url, credentials.customer?.cookie ?? "", first.id);

  const orderIds = orders.map(({ id }) => id);
  const ids = [
    ...orderIds,
    ...menu.categories.flatMap(({ items }) => items.map(({ id }) => id)).slice(0, 6),
    first.user_id,
    first.tenant_id,
  ];
  return {
    url,
    credentials,
    ids,
    samples: samplesOf(first, edited, { printer_id: printer.printer.id, message_id: message.id }),
    paths: {
      ...Object.fromEntries(
        ["POST", "GET", "DELETE"].map((method) => [`${method} /api/print/[address]`, printer.path]),
      ),
      "POST /api/tenants/[slug]/devices/[device_id]/heartbeat": `${device}/heartbeat`,
      "DELETE /api/tenants/[slug]/devices/[device_id]": device,
      "GET /api/orders/[id]/messages": `/api/orders/${first.id}/messages?room=customer_store`,
      "POST /api/orders/[id]/messages/photos": `/api/orders/${first.id}/messages/photos?room=customer_store`,
      "GET /api/orders/[id]/messages/photos/[photo]": message.path,
      "GET /api/chats/unread": `/api/chats/unread?order_ids=${first.id}`,
      // Without a csrf token, it asks whether to sign out.
      "POST /api/auth/[...nextauth]": "/api/auth/signout",
      "GET /api/places": "/api/places?line1=Quay+7&postal_code=20457&city=Port+Selby",
      "GET /api/tenants/[slug]/quote": `/api/tenants/${EDITED}/quote?lat=54.32&lng=10.13`,
      "PUT /api/tenants/[slug]/zones": `/api/tenants/${EDITED}/zones`,
      "PUT /api/tenants/[slug]/status": `/api/tenants/${EDITED}/status`,
      "PATCH /api/tenants/[slug]/menu/items/[id]": editedItem,
      "POST /api/tenants/[slug]/menu/items/[id]/photo": `${editedItem}/photo`,
      "DELETE /api/tenants/[slug]/menu/items/[id]/photo": `${editedItem}/photo`,
    },
    photo: await smallPhoto(),
    cursors: [cursor, ...(list.next_cursor === null ? [] : [list.next_cursor])],
    channels: [
      `order:${first.id}`,
      `user:${first.user_id}`,
      `tenant:${first.tenant_id}:orders`,
      `menu:${first.tenant_id}`,
      "control",
    ],
    values: {
      id: orderIds,
      orderId: orderIds,
      userId: [first.user_id],
      storeId: [first.tenant_id],
      slug: ["sushi-bar", "trattoria-lucia"],
      tenant: ["sushi-bar", "trattoria-lucia", "admin", "partner"],
      name: COMMANDS,
      email: Object.values(PEOPLE),
      way: ["email", "google", "demo"],
      provider: ["demo", "stripe"],
      secret: ["demo_secret_of_nobody"],
      nextauth: [
        "session",
        "csrf",
        "providers",
        "signin",
        "signout",
        "callback",
        "error",
        "verify-request",
        "email",
        "demo",
        "google",
        "credentials",
        "_log",
      ],
      unknown: ["no-such", "orders", "commands"],
    },
    refresh: async () => {
      // An admin of the run may have suspended the customer or paused the store.
      await undo(url, credentials.admin?.cookie ?? "", {
        lift_ban: { user_id: first.user_id, reason: "The run goes on" },
        resume_store: { tenant_id: first.tenant_id, reason: "The run goes on" },
      });
      for (const person of Object.keys(PEOPLE).filter(isPerson)) {
        const headers = credentials[person] ?? {};
        const { status } = await fetch(`${url}/api/orders?limit=1`, { headers });
        if (status !== 200) credentials[person] = { cookie: await cookies(person) };
      }
    },
  };
}
