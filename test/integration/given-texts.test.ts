import { beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import * as z from "zod";
import { acceptForm } from "@/app/(auth)/_form/form";
import { POST as postAction } from "@/app/api/orders/[id]/actions/route";
import { PATCH as patchStatus } from "@/app/api/orders/[id]/status/route";
import { POST as postOrder } from "@/app/api/orders/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { createTokenCommand } from "@/lib/auth/server/create-token";
import type { Viewer } from "@/lib/auth/server/viewer";
import { adapterFor } from "@/lib/auth/sign-in/adapter";
import { getOrder } from "@/lib/orders/server/queries";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let lena: Viewer;
let ana: Viewer;
const tokens: Record<string, string> = {};

async function tokenOf({ userId }: Viewer): Promise<string> {
  return (await createToken(userId, { name: "test", scopes: ["orders:read", "orders:write"] })).token;
}

beforeAll(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  tokens.ana = await tokenOf(ana);
});
// Limits count what one person orders.
beforeEach(async () => {
  lena = await makePerson("Lena");
  tokens.lena = await tokenOf(lena);
});

type Encoding = "utf8" | "latin1" | "utf16le";

interface Sent {
  by: "lena" | "ana";
  encoding?: Encoding;
  type?: string;
}

function requestOf(
  method: string,
  body: unknown,
  { by, encoding = "utf8", type = "application/json" }: Sent,
) {
  return new Request("http://localhost:3000/api/orders", {
    method,
    headers: { Authorization: `Bearer ${tokens[by]}`, "Content-Type": type },
    body: Buffer.from(JSON.stringify(body), encoding),
  });
}

const of = (id: string) => ({ params: Promise.resolve({ id }) });
const ADDRESS = { line1: "Harbour 7", city: "Port Selby", postal_code: "12345", note: "" };
const line = (note: string) => ({ menu_item_id: kitchen.soup, quantity: 1, option_ids: [], note });

/** Everything that a person can send as text, and where the text is afterwards. */
const PLACES: Record<string, (text: string, sent?: Partial<Sent>) => Promise<Response>> = {
  "the order's note": (text, sent) =>
    postOrder(requestOf("POST", orderFor(kitchen, { note: text }), { by: "lena", ...sent })),
  "a dish's note": (text, sent) =>
    postOrder(requestOf("POST", orderFor(kitchen, { items: [line(text)] }), { by: "lena", ...sent })),
  ...Object.fromEntries(
    Object.keys(ADDRESS).map((field) => [
      `the address's ${field}`,
      (text: string, sent?: Partial<Sent>) =>
        postOrder(
          requestOf("POST", orderFor(kitchen, { address: { ...ADDRESS, [field]: text } }), {
            by: "lena",
            ...sent,
          }),
        ),
    ]),
  ),
  "the note of a change": async (text, sent) => {
    const { id } = await makeOrder(lena, kitchen);
    const body = { order_status: "Cancelled", reason: "OTHER", note: text };
    return patchStatus(requestOf("PATCH", body, { by: "ana", ...sent }), of(id));
  },
  "the note of an action": async (text, sent) => {
    const { id } = await makeOrder(lena, kitchen);
    const body = { name: "decline", reason: "OTHER", note: text };
    return postAction(requestOf("POST", body, { by: "ana", ...sent }), of(id));
  },
};

const INVISIBLE = [
  "\u200b\u200d",
  "\u3164",
  "\u2800 \u2800",
  "\u115f\uffa0",
  "\u00ad",
  "\ufe0f",
  "\u202e",
  "\u0301",
];
const REQUIRED = ["the address's line1", "the address's city", "the address's postal_code"];
const NEEDED = ["the note of a change", "the note of an action"];

describe.each(INVISIBLE)("the text %j, in which nothing can be seen,", (text) => {
  it.each([...REQUIRED, ...NEEDED])("is refused as %s", async (place) => {
    const response = await PLACES[place]?.(text);
    expect(response?.status).toBe(400);
    expect(await response?.json()).toMatchObject({ success: false, errors: [expect.stringMatching(/\w+/)] });
  });

  it("is an empty text where none is needed", async () => {
    const over = { note: text, items: [line(text)], address: { ...ADDRESS, note: text } };
    const response = await postOrder(requestOf("POST", orderFor(kitchen, over), { by: "lena" }));
    expect(response.status).toBe(201);
    expect((await response.json()).data).toMatchObject({
      note: "",
      items: [{ note: "" }],
      address: { note: "" },
    });
  });

  it("is refused as the name of a token, and does not become a person's name", async () => {
    const created = await createTokenCommand.execute(ana, { name: text, scopes: ["orders:read"] }, undefined);
    expect(created).toMatchObject({ ok: false, code: "invalid" });
    const email = `${crypto.randomUUID()}@example.test`;
    expect(await adapterFor(null).createUser?.({ name: text, email, emailVerified: null })).toMatchObject({
      name: null,
    });
  });
});

describe.each(Object.keys(PLACES))("a body that is not UTF-8, with a name in %s,", (place) => {
  it.each<[Encoding, string]>([
    ["latin1", "application/json"],
    ["latin1", "application/json; charset=utf-8"],
    ["utf16le", "application/json"],
    ["latin1", "application/json; charset=unknown"],
  ])("is refused: %s as %s", async (encoding, type) => {
    const response = await PLACES[place]?.("Renée Müller", { encoding, type });
    expect(response?.status).toBe(400);
    expect(await response?.json()).toEqual({ success: false, errors: [expect.stringMatching(/UTF-8|JSON/)] });
  });

  it("is read as it declares itself", async () => {
    const type = "application/json; charset=iso-8859-1";
    const response = await PLACES[place]?.("Rue de la Né 7", { encoding: "latin1", type });
    expect(response?.ok).toBe(true);
    const answer = await response?.json();
    expect(JSON.stringify(await getOrder(ana, answer?.data.id))).toContain("Rue de la Né 7");
  });

  it("that was decoded lossily by someone else is refused, too", async () => {
    expect((await PLACES[place]?.("Ren\ufffde"))?.status).toBe(400);
  });
});

test("a form that is not UTF-8 is refused", async () => {
  const form = new Request("http://localhost:3000/signin/email", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: Buffer.from("email=ren\u00e9e@example.test", "latin1"),
  });
  expect(await acceptForm(form, z.object({ email: z.string() }))).toMatchObject({ status: 400 });
});
