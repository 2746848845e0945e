import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";
import { restClientOf } from "@/e2e/support/rest-client";
import type { AppServer } from "@/test/support/app-server";
import { signInAs } from "@/test/support/sign-in";
import { openStream } from "@/test/support/stream-client";

const STEPS = [
  { order_status: "Preparing", prep_minutes: 20 },
  { order_status: "Preparing", ready: true },
  { order_status: "Out for Delivery" },
  { order_status: "Delivered" },
];
const PATIENCE_MS = 15_000;

/** Takes an order from the cart to the door and follows it on the stream. Throws unless all of it works. */
const listAnswer = z.object({
  data: z.array(z.object({ id: z.string(), kind: z.string(), withdrawn_at: z.nullable(z.string()) })),
});

/** An input may have stopped intake, or announced maintenance: an admin takes both back. */
async function takeOrdersAgain(url: string): Promise<void> {
  const headers = {
    Cookie: await signInAs(url, "admin@demo.test"),
    "Content-Type": "application/json",
    Origin: url,
  };
  await fetch(`${url}/api/commands/set_switch`, {
    ...{ method: "POST", headers, body: JSON.stringify({ name: "intake", is_stopped: false }) },
  });
  const listed = await fetch(`${url}/api/admin/broadcasts`, { headers });
  for (const { id, kind, withdrawn_at } of listAnswer.parse(await listed.json()).data)
    if (kind === "maintenance" && withdrawn_at === null)
      await fetch(`${url}/api/admin/broadcasts/${id}`, { method: "DELETE", headers });
}

export async function serveOneOrder({ url }: AppServer): Promise<void> {
  await takeOrdersAgain(url);
  const [customer, kitchen] = [
    await restClientOf(url, "priya@demo.test"),
    await restClientOf(url, "carla@demo.test"),
  ];
  const order = await customer.order("trattoria-lucia", ["Lasagne"]);
  const stream = await openStream(`${url}/api/events/stream?channels=order:${order.id}`, {
    Cookie: await signInAs(url, "priya@demo.test"),
  });
  try {
    for (const step of STEPS) await kitchen.change(order.id, step);
    const arrived = () =>
      stream.frames.filter(({ event, data }) => event === "order_status_update" && data.includes(order.id))
        .length;
    for (const until = Date.now() + PATIENCE_MS; arrived() < STEPS.length && Date.now() < until; )
      await pause(50);
    if (arrived() < STEPS.length)
      throw new Error(`The stream brought ${arrived()} of ${STEPS.length} changes of an order`);
    const { order_status } = await customer.read(order.id);
    if (order_status !== "Delivered") throw new Error(`An order ended as ${order_status}`);
  } finally {
    stream.close();
  }
}
