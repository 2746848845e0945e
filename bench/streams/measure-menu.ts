import * as z from "zod";
import { signInAs } from "../../test/support/sign-in";
import type { LoadProcess } from "./load-process";
import { PRICE_LIMIT } from "./load-protocol";
import { type FanOutFigures, measureFanOut } from "./measure-fan-out";
import type { Subject } from "./subjects";
import { monotonicMicros } from "./wire";

const STORE = "sushi-bar";

const menuAnswer = z.object({
  data: z.object({
    tenant: z.object({ id: z.string() }),
    categories: z.array(z.object({ items: z.array(z.object({ id: z.string() })) })),
  }),
});

/** Changes the price of one dish while everybody has its menu open. The price carries the time of the request. */
export async function measureMenu(
  load: LoadProcess,
  subject: Subject,
  streams: number,
): Promise<FanOutFigures> {
  const origin = `http://127.0.0.1:${subject.port}`;
  const answer = await fetch(`${origin}/api/tenants/${STORE}/menu`);
  const { tenant, categories } = menuAnswer.parse(await answer.json()).data;
  const item = categories[0]?.items[0];
  if (item === undefined) throw new Error(`${STORE} has no dishes`);
  const Cookie = await signInAs(origin, "ana@demo.test");
  const change = async () => {
    const changed = await fetch(`${origin}/api/tenants/${STORE}/menu/items/${item.id}`, {
      method: "PATCH",
      headers: { Cookie, Origin: origin, "Content-Type": "application/json" },
      body: JSON.stringify({ price: monotonicMicros() % PRICE_LIMIT }),
    });
    if (!changed.ok) throw new Error(`A price was answered ${changed.status}: ${await changed.text()}`);
  };
  const query = `?channels=menu:${tenant.id}`;
  return measureFanOut(load, subject, {
    group: `menu ${subject.name}`,
    stamp: "price",
    ...{ streams, query, change },
  });
}
