import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { jobs } from "@/lib/jobs";
import { closeBoss } from "@/lib/jobs/boss";
import { prepareQueues } from "@/lib/jobs/queues";
import { changeOrder } from "@/lib/orders/server/commands";
import { payDemo } from "@/lib/payments/server/pay-demo";
import { settlePayment } from "@/lib/payments/server/settle";
import { startChild } from "@/test/support/child";
import {
  acceptedEarlier,
  carriedOut,
  draftCardOrder,
  hasOrderRow,
  OK_CARD,
  readPaymentRow,
} from "@/test/support/payments";
import { createServerDatabase, type ServerDatabase } from "@/test/support/server-database";
import { makePerson, makeRestaurant } from "@/test/support/world";

/** Kills runners of the settle job in their own processes, on a server if there is one, else on the embedded database. */

let server: ServerDatabase | undefined;
let folder: string;

beforeEach(async () => {
  server = await createServerDatabase();
  folder = mkdtempSync(join(tmpdir(), "platewire-payments-"));
});
afterEach(async () => {
  await server?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function withOpened<T>(work: () => Promise<T>): Promise<T> {
  const database = await openDatabase(server === undefined ? { folder } : { url: server.url });
  provideDatabase(database);
  try {
    await database.migrate();
    await prepareQueues(jobs);
    return await work();
  } finally {
    await closeBoss();
    provideDatabase(undefined);
    await database.close();
  }
}

async function settleAndDie(paymentId: string, at: number) {
  const where = server === undefined ? ["--folder", folder] : ["--url", server.url];
  const child = startChild(
    process.execPath,
    [
      ...["--import", "tsx", "test/support/payment-process.ts", ...where],
      ...["--payment", paymentId, "--die-at", String(at)],
    ],
    { env: { ...process.env, TSX_TSCONFIG_PATH: "bench/tsconfig.json", LOG_LEVEL: "silent" } },
  );
  await child.exited;
  return child.process.signalCode;
}

const TOTAL = 2 * 390 + 290;

test("a runner that is killed anywhere between asking and writing down costs nobody money twice", async () => {
  const made = await withOpened(async () => {
    const kitchen = await makeRestaurant();
    const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
    const order = await draftCardOrder(await makePerson("Lena"), kitchen);
    await payDemo(order.secret, { card: OK_CARD });
    const { id: paymentId } = await readPaymentRow(order.id);
    return { ana, orderId: order.id, paymentId };
  });
  const { ana, orderId, paymentId } = made;
  // While the order is placed.
  for (const at of [6, 12]) expect(await settleAndDie(paymentId, at), `at statement ${at}`).toBe("SIGKILL");
  await withOpened(async () => {
    await settlePayment(paymentId);
    expect(await hasOrderRow(orderId)).toBe(true);
    await changeOrder(ana, orderId, { name: "accept", prep_minutes: 20 });
    await acceptedEarlier(orderId);
  });
  // While the money is taken: before the call, in it, and before its outcome is written down.
  for (const at of [10, 14, 18])
    expect(await settleAndDie(paymentId, at), `at statement ${at}`).toBe("SIGKILL");
  await withOpened(async () => {
    await settlePayment(paymentId);
    expect(await readPaymentRow(orderId)).toMatchObject({ status: "captured", captured: TOTAL });
    expect(await carriedOut(orderId)).toEqual({
      create: { carried_out: 1, amount: TOTAL },
      capture: { carried_out: 1, amount: TOTAL },
    });
    await changeOrder(ana, orderId, { name: "cancel", reason: "OUT_OF_ITEMS", note: "" });
  });
  for (const at of [11, 17]) expect(await settleAndDie(paymentId, at), `at statement ${at}`).toBe("SIGKILL");
  await withOpened(async () => {
    await settlePayment(paymentId);
    expect(await readPaymentRow(orderId)).toMatchObject({ status: "refunded", refunded: TOTAL });
    expect(await carriedOut(orderId)).toMatchObject({ refund: { carried_out: 1, amount: TOTAL } });
  });
}, 240_000);
