import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { GET as getOrder } from "@/app/api/orders/[id]/route";
import { POST as postOrder } from "@/app/api/orders/route";
import { POST as pay } from "@/app/api/payments/demo/[secret]/route";
import { POST as postWebhook } from "@/app/api/payments/webhooks/[provider]/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import { queryable } from "@/lib/db/client";
import { providerEvents } from "@/lib/db/schema/payments";
import { SIGNATURE_HEADER, signWebhook } from "@/lib/payments/server/providers/demo/signature";
import { withDatabase } from "@/test/support/database";
import { draftCardOrder, hasOrderRow, OK_CARD, readPaymentRow, runPayments } from "@/test/support/payments";
import { makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let lena: Awaited<ReturnType<typeof makePerson>>;
let ana: typeof lena;
beforeAll(async () => {
  await runPayments();
  kitchen = await makeRestaurant();
  lena = await makePerson("Lena");
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
});

async function tokenOf(person: typeof lena, scopes: Scope[]): Promise<string> {
  const created = await createToken(person.userId, { name: "Test", scopes });
  return created.token;
}

const json = (body: unknown, headers: Record<string, string> = {}) =>
  new Request("http://localhost:3000/api", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

const payWith = (secret: string, body: unknown) => pay(json(body), { params: Promise.resolve({ secret }) });

const deliver = (provider: string, body: string, headers: Headers) =>
  postWebhook(new Request("http://localhost:3000/api", { method: "POST", headers, body }), {
    params: Promise.resolve({ provider }),
  });

const read = async (token: string, id: string) => {
  const request = new Request(`http://localhost:3000/api/orders/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const response = await getOrder(request, { params: Promise.resolve({ id }) });
  return { status: response.status, body: await response.json() };
};

test("an order by card is placed over the API: drafted, paid at the provider, then the store's", async () => {
  const token = await tokenOf(lena, ["orders:write", "orders:read"]);
  const staff = await tokenOf(ana, ["orders:read"]);
  const answer = await postOrder(
    json(orderFor(kitchen, { payment_method: "card" }), { authorization: `Bearer ${token}` }),
  );
  expect(answer.status).toBe(201);
  const { data, message } = await answer.json();
  expect(message).toBe("Pay now to send your order to the restaurant");
  expect(data.payment).toMatchObject({ status: "waiting", client_secret: expect.any(String) });
  expect(await read(token, data.id)).toMatchObject({
    status: 200,
    body: {
      data: { id: data.id, payment: { status: "waiting", client_secret: data.payment.client_secret } },
    },
  });
  expect((await read(staff, data.id)).status).toBe(404);
  const paid = await payWith(data.payment.client_secret, { card: OK_CARD });
  expect(await paid.json()).toEqual({ success: true, data: { status: "authorized", code: null } });
  await runPayments();
  const seen = await read(staff, data.id);
  expect(seen).toMatchObject({ status: 200, body: { data: { payment: { status: "authorized" } } } });
  expect(JSON.stringify(seen.body)).not.toContain(data.payment.client_secret);
});

test("a token that only writes gets what it needs to pay", async () => {
  const token = await tokenOf(lena, ["orders:write"]);
  const answer = await postOrder(
    json(orderFor(kitchen, { payment_method: "card" }), { authorization: `Bearer ${token}` }),
  );
  const { data } = await answer.json();
  expect(Object.keys(data.payment).sort()).toEqual(["client_secret", "expires_at", "status"]);
  expect(data).not.toHaveProperty("address");
});

test("the demo provider answers 404 for a secret that nobody has, and 400 for what is no card", async () => {
  expect((await payWith("demo_secret_of_nobody", { card: OK_CARD })).status).toBe(404);
  const { secret } = await draftCardOrder(lena, kitchen);
  for (const body of [{ card: "not a number" }, { card: "4".repeat(31) }, {}, { answer: "maybe" }])
    expect((await payWith(secret, body)).status).toBe(400);
  expect((await payWith(secret, { answer: "approve" })).status).toBe(404);
});

test("a webhook needs a signature of this provider over this body, which is not old", async () => {
  const order = await draftCardOrder(lena, kitchen);
  const { provider_ref } = await readPaymentRow(order.id);
  const event = { id: crypto.randomUUID(), type: "payment.authorized", ref: provider_ref ?? "" };
  const good = signWebhook(event);
  const old = signWebhook(event, Date.now() - 3_600_000);
  const forged: [string, Headers][] = [
    [good.body, new Headers()],
    [good.body, new Headers({ [SIGNATURE_HEADER]: `${Date.now()}.abc` })],
    [`${good.body} `, good.headers],
    [old.body, old.headers],
  ];
  for (const [body, headers] of forged) expect((await deliver("demo", body, headers)).status).toBe(400);
  expect((await deliver("nobody", good.body, good.headers)).status).toBe(404);
  expect((await deliver("demo", "x".repeat(300_000), good.headers)).status).toBe(413);
  const db = await queryable();
  const kept = () => db.select().from(providerEvents).where(eq(providerEvents.event_id, event.id));
  expect(await kept()).toEqual([]);
  const outcomes = [];
  for (let n = 0; n < 2; n += 1)
    outcomes.push((await (await deliver("demo", good.body, good.headers)).json()).data.outcome);
  expect(outcomes).toEqual(["received", "known"]);
  expect(await kept()).toHaveLength(1);
  await runPayments();
  // The event is no proof: the provider was asked, and nothing is paid.
  expect(await hasOrderRow(order.id)).toBe(false);
});
