import { expect } from "@playwright/test";
import * as z from "zod";
import { pointAlong } from "@/lib/geo/model/line";
import { findDemoAddress } from "@/lib/geo/model/town/find-demo-address";
import { roadRoute } from "@/lib/geo/model/town/road-route";
import { signInAs } from "@/test/support/sign-in";
import { test } from "./support/own-app";

test.use({ appOf: "tracking" });

const DOOR = { line1: "Mill Lane 40", city: "Port Selby", postal_code: "24103", note: "" };

const homeAnswer = z.object({
  data: z.object({
    offers: z.array(z.object({ id: z.string(), order_ids: z.array(z.string()) })),
    trip: z.nullable(z.object({ id: z.string() })),
  }),
});

/** A rider's phone, by the public API. */
async function phoneOf(origin: string, email: string) {
  const cookie = await signInAs(origin, email);
  async function ask(method: string, path: string, body?: unknown) {
    const answer = await fetch(`${origin}/api${path}`, {
      method,
      headers: { Cookie: cookie, Origin: origin, "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
    return answer.json();
  }
  const home = async () => homeAnswer.parse(await ask("GET", "/riders/me")).data;
  let seq = 0;
  return {
    home,
    startShift: () => ask("PUT", "/riders/me/shift", { on: true, vehicle: "bicycle" }),
    endShift: () => ask("PUT", "/riders/me/shift", { on: false, vehicle: "bicycle" }),
    accept: (offerId: string) => ask("POST", `/offers/${offerId}`, { answer: "accept" }),
    step: (tripId: string, step: object) => ask("POST", `/trips/${tripId}/steps`, step),
    at: (place: { lat: number; lng: number }) => {
      seq += 1;
      const point = { seq, ...place, accuracy: 6, heading: null, speed: 4, at: new Date().toISOString() };
      return ask("POST", "/riders/me/positions", { points: [point] });
    },
  };
}

test("a customer watches the rider come: minutes, a map that moves, the PIN, and the delivery", async ({
  visit,
  rest,
  origin,
}) => {
  const store = findDemoAddress("Station Road 48");
  const door = findDemoAddress(DOOR.line1);
  if (store === null || door === null) throw new Error("Port Selby lacks an address");
  const route = roadRoute(store, door);
  const rita = await phoneOf(origin, "rita@demo.test");
  await rita.startShift();
  await rita.at(store);

  const lena = await rest("lena@demo.test");
  const { id } = await lena.order("spice-route", ["Vegetable samosa", "Onion bhaji"], { address: DOOR });
  const customer = await visit("lena@demo.test", `/orders/${id}`);
  const dev = await rest("dev@demo.test");
  await dev.act(id, { name: "accept", prep_minutes: 15 });
  await dev.act(id, { name: "ready" });

  const offerOf = async () =>
    (await rita.home()).offers.find(({ order_ids }) => order_ids.includes(id))?.id ?? "";
  await expect.poll(offerOf, { timeout: 30_000 }).not.toBe("");
  await rita.accept(await offerOf());
  const trip = (await rita.home()).trip?.id ?? "";

  const ticket = customer.getByRole("article", { name: "Your rider" });
  await expect(ticket).toContainText("Rita is on the way to Spice Route.");
  await rita.step(trip, { order_id: id, step: "at_store" });
  await expect(ticket).toContainText("Rita is at Spice Route.");
  await rita.step(trip, { order_id: id, step: "picked_up" });
  await expect(customer.getByRole("heading", { level: 1 })).toContainText("Rita");

  const map = customer.getByRole("region", { name: /^Map of the way to your door/ });
  await expect(map).toBeVisible();
  const rider = customer.getByRole("img", { name: "Rita", exact: true });
  await rita.at(pointAlong(route, 100) ?? store);
  await expect(rider).toBeVisible();
  await expect(customer.getByText(/^Updated \d+ s ago$/)).toBeVisible();
  await expect(customer.getByText(/km away/)).toBeVisible();
  const before = await rider.boundingBox();
  // A move of 70 m in an instant is impossible: the server takes it once enough time has passed.
  const moved = async () => {
    await rita.at(pointAlong(route, 170) ?? store);
    return (await rider.boundingBox())?.x;
  };
  await expect.poll(moved, { timeout: 30_000 }).not.toBe(before?.x);

  const pin = (await ticket.getByText(/^\d \d \d \d$/).textContent())?.replaceAll(" ", "") ?? "";
  await rita.step(trip, { order_id: id, step: "at_door" });
  await expect(ticket).toContainText("Rita is at your door.");
  await rita.step(trip, { order_id: id, step: "delivered", pin });
  await expect(customer.getByRole("heading", { level: 1 })).toHaveText(
    "Your order from Spice Route has arrived",
  );
  await expect(map).toBeHidden();
  await rita.endShift();
});
