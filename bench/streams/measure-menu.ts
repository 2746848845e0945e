import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { signInAs } from "../../test/support/sign-in";
import { readCounters } from "../support/counters";
import { cpuMicros } from "./cpu";
import type { LoadProcess } from "./load-process";
import { PRICE_LIMIT } from "./load-protocol";
import type { Subject } from "./subjects";
import { monotonicMicros } from "./wire";

export interface MenuFigures {
  streams: number;
  changes: number;
  /** Milliseconds from the request of the change to its arrival on an open menu. */
  p50: number;
  p95: number;
  p99: number;
  /** Microseconds of CPU of the server's process for each arrival. */
  cpuEach: number;
  /** Events encoded during the changes, for each change: 1, however many menus are open. */
  encodings: number;
  lost: number;
}

const STORE = "sushi-bar";
const CHANGES = 10;
const GAP_MS = 1_000;

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
): Promise<MenuFigures> {
  const group = `menu ${subject.name}`;
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
  try {
    const open = (await subject.streams("one", streams)).map(({ path, headers }) => ({
      path: `${path}?channels=menu:${tenant.id}`,
      headers,
    }));
    const { open: opened } = await load.order({
      do: "open",
      group,
      port: subject.port,
      streams: open,
      atOnce: 100,
      stamp: "price",
    });
    await change();
    await pause(GAP_MS);
    const encodedBefore = (await readCounters(origin))("events_encoded_total");
    await load.order({ do: "count", group });
    const before = cpuMicros(subject.pid);
    for (let n = 0; n < CHANGES; n++) {
      await change();
      await pause(GAP_MS);
    }
    const expected = CHANGES * opened;
    const { received, p50, p95, p99 } = await load.order({ do: "report", group, expected });
    const cpuEach = (cpuMicros(subject.pid) - before) / expected;
    const encoded = (await readCounters(origin))("events_encoded_total") - encodedBefore;
    return {
      ...{ streams, changes: CHANGES },
      ...{ p50: p50 / 1_000, p95: p95 / 1_000, p99: p99 / 1_000 },
      ...{ cpuEach, encodings: encoded / CHANGES },
      lost: CHANGES * streams - received,
    };
  } finally {
    await load.order({ do: "close", group });
  }
}
