import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { DELETE, GET, POST } from "@/app/api/print/[address]/route";
import { GET as getPrinting } from "@/app/api/tenants/[slug]/printing/route";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { orderItems, orders } from "@/lib/db/schema/orders";
import { printers, printJobs } from "@/lib/db/schema/printing";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import type { PlaceOrder } from "@/lib/orders/model/schema";
import { changeOrder } from "@/lib/orders/server/commands";
import { ATTEMPTS_AT_MOST, OLDEST_MS } from "@/lib/printing/model/job";
import { readPrinting } from "@/lib/printing/server/queries";
import { removeOldPrintJobs } from "@/lib/printing/server/remove-old";
import { runReactions } from "@/lib/reactions";
import { readEvents } from "@/lib/realtime/log/log";
import { withDatabase } from "@/test/support/database";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  await runReactions(20_000);
  kitchen = await makeRestaurant({ name: "Sushi Bar" });
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});

const settings = { name: "Kitchen", paper: "80mm", prints_orders: true } as const;

const secretOf = (path: string) => path.slice("/api/print/".length);

async function addPrinter(
  over: Partial<Omit<typeof settings, "prints_orders" | "name">> & {
    name?: string;
    prints_orders?: boolean;
  } = {},
) {
  const added = await commands.add_printer.execute(
    ana,
    { tenant_id: kitchen.id, ...settings, ...over },
    undefined,
  );
  if (!added.ok) throw new Error(added.message);
  const secret = secretOf(added.data.path);
  return { id: added.data.printer.id, secret, ...printerAt(secret) };
}

/** A printer as the protocol describes it. */
function printerAt(address: string) {
  const context = { params: Promise.resolve({ address }) };
  const url = (query: Record<string, string> = {}) =>
    `http://localhost:3000/api/print/${address}?${new URLSearchParams({ mac: "00:11:62:aa:bb:cc", ...query })}`;
  return {
    post: (body: unknown, type = "application/json") =>
      POST(
        new Request(url(), {
          method: "POST",
          headers: { "Content-Type": type },
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
        context,
      ),
    /** Returns the id of the job that is offered, or null. */
    async poll(status = "200%20OK", printingInProgress = false): Promise<string | null> {
      const response = await this.post({
        status: "23 6 0 0 0 0 0 0 0 ",
        printerMAC: "00:11:62:aa:bb:cc",
        statusCode: status,
        printingInProgress,
        clientAction: null,
      });
      expect(response.status).toBe(200);
      const answer = await response.json();
      if (answer.jobReady === true) expect(answer.mediaTypes).toContain("text/plain");
      return answer.jobReady === true ? answer.jobToken : null;
    },
    get: (job: string | null, type = "text/plain") =>
      GET(new Request(url({ type, ...(job !== null && { token: job }) })), context),
    async fetch(job: string | null, type = "text/plain"): Promise<string> {
      const response = await this.get(job, type);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toContain(type);
      return response.text();
    },
    async confirm(job: string | null, code = "200 OK"): Promise<number> {
      const query = { code, ...(job !== null && { token: job }) };
      return (await DELETE(new Request(url(query), { method: "DELETE" }), context)).status;
    },
  };
}

async function accept(over: Partial<PlaceOrder> = {}) {
  const order = await makeOrder(lena, kitchen, over);
  const accepted = await changeOrder(ana, order.id, { name: "accept", prep_minutes: 20 });
  expect(accepted).toMatchObject({ ok: true });
  await runReactions(20_000);
  return order;
}

async function jobsOf(orderId: string) {
  const db = await queryable();
  return db.select().from(printJobs).where(eq(printJobs.order_id, orderId)).orderBy(printJobs.created_at);
}

async function makeOlder(jobId: string, ms: number) {
  const db = await queryable();
  const [job] = await db.select().from(printJobs).where(eq(printJobs.id, jobId));
  if (job === undefined) throw new Error("There is no such job");
  const earlier = (at: Date | null) => (at === null ? null : new Date(at.getTime() - ms));
  await db
    .update(printJobs)
    .set({ created_at: new Date(job.created_at.getTime() - ms), claim_until: earlier(job.claim_until) })
    .where(eq(printJobs.id, jobId));
}

describe("an accepted order", () => {
  test("comes out of a printer that nobody touched, once", async () => {
    const printer = await addPrinter();
    const order = await accept({ note: "Nut allergy!" });
    const job = await printer.poll();
    expect(job).not.toBeNull();
    const paper = await printer.fetch(job);
    for (const text of [
      order.order_code.slice(4),
      "Miso soup",
      "ALLERGY",
      "Nut allergy!",
      "CASH",
      "Lena",
      "Kitchen",
    ])
      expect(paper).toContain(text);
    expect(await printer.confirm(job)).toBe(200);
    expect(await printer.poll()).toBeNull();
    await runReactions(20_000);
    expect(await jobsOf(order.id)).toMatchObject([{ state: "printed", attempts: 1, cause: "accepted" }]);
  });

  test("is printed on every printer of the store that prints automatically, and on no other", async () => {
    const [pass, bar] = [await addPrinter({ name: "Pass" }), await addPrinter({ name: "Bar" })];
    const quiet = await addPrinter({ name: "Office", prints_orders: false });
    const order = await accept();
    const [onPass, onBar] = await Promise.all([pass.poll(), bar.poll()]);
    expect(onPass).not.toBe(onBar);
    expect(await quiet.poll()).toBeNull();
    expect((await pass.get(onBar)).status).toBe(404);
    expect(await pass.confirm(onBar)).toBe(404);
    expect(await pass.fetch(onPass)).toContain("Pass");
    expect((await jobsOf(order.id)).map(({ state }) => state)).toEqual(["claimed", "claimed"]);
  });

  test("prints nothing when its acceptance is taken back or it is cancelled before, and once when it is accepted again", async () => {
    const printer = await addPrinter();
    const order = await accept();
    expect(await changeOrder(ana, order.id, { name: "undo" })).toMatchObject({ ok: true });
    await runReactions(20_000);
    expect(await printer.poll()).toBeNull();
    await changeOrder(ana, order.id, { name: "accept", prep_minutes: 20 });
    await runReactions(20_000);
    const job = await printer.poll();
    await printer.fetch(job);
    await printer.confirm(job);
    const cancelled = await accept();
    await changeOrder(ana, cancelled.id, { name: "cancel", reason: "TOO_BUSY", note: "" });
    await runReactions(20_000);
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(cancelled.id)).toEqual([]);
  });
});

describe("an order that is not being cooked any more", () => {
  /** Step by step, without the reaction having read it. */
  async function take(id: string, ...names: ("ready" | "hand_over" | "deliver")[]) {
    for (const name of names) expect(await changeOrder(ana, id, { name })).toMatchObject({ ok: true });
  }

  test("has no ticket when the printer comes back, also before the reaction has read of it", async () => {
    const printer = await addPrinter();
    const [ready, out, delivered] = [await accept(), await accept(), await accept()];
    await take(ready.id, "ready");
    await take(out.id, "ready", "hand_over");
    await take(delivered.id, "ready", "hand_over", "deliver");
    const job = await printer.poll();
    expect(await printer.fetch(job)).toContain(ready.order_code.slice(4));
    await printer.confirm(job);
    expect(await printer.poll()).toBeNull();
    expect([...(await jobsOf(out.id)), ...(await jobsOf(delivered.id))]).toEqual([]);
  });

  test("has its ticket withdrawn when it leaves the kitchen", async () => {
    await addPrinter();
    const { id } = await accept();
    await take(id, "ready");
    await runReactions(20_000);
    expect(await jobsOf(id)).toMatchObject([{ state: "waiting" }]);
    await take(id, "hand_over");
    await runReactions(20_000);
    expect(await jobsOf(id)).toEqual([]);
  });

  test("is not printed by a claim that runs out after it was cancelled", async () => {
    const printer = await addPrinter();
    const { id } = await accept();
    const job = await printer.poll();
    await printer.fetch(job);
    await changeOrder(ana, id, { name: "cancel", reason: "TOO_BUSY", note: "" });
    await runReactions(20_000);
    expect(await jobsOf(id)).toMatchObject([{ state: "claimed" }]);
    await makeOlder(job ?? "", 120_000);
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(id)).toEqual([]);
  });

  test("is still printed when staff ask for it", async () => {
    const printer = await addPrinter({ prints_orders: false });
    const { id } = await accept();
    await take(id, "ready", "hand_over");
    await commands.print_ticket.execute(ana, { order_id: id, printer_id: printer.id }, randomUUID());
    expect(await printer.poll()).not.toBeNull();
  });
});

describe("an order that is accepted again", () => {
  test("is printed again, with the mark that it replaces the earlier ticket", async () => {
    const printer = await addPrinter();
    const order = await accept();
    const first = await printer.poll();
    expect(await printer.fetch(first)).not.toContain("CHANGED");
    await printer.confirm(first);
    expect(await changeOrder(ana, order.id, { name: "undo" })).toMatchObject({ ok: true });
    await changeOrder(ana, order.id, { name: "accept", prep_minutes: 40 });
    await runReactions(20_000);
    const second = await printer.poll();
    expect(await printer.fetch(second)).toContain("CHANGED: replaces an earlier ticket");
    await printer.confirm(second);
    await runReactions(20_000);
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(order.id)).toMatchObject([{ state: "printed" }, { state: "printed" }]);
  });

  test("is printed once when the earlier ticket was fetched and never confirmed", async () => {
    const printer = await addPrinter();
    const order = await accept();
    const first = await printer.poll();
    await printer.fetch(first);
    await changeOrder(ana, order.id, { name: "undo" });
    await changeOrder(ana, order.id, { name: "accept", prep_minutes: 40 });
    await runReactions(20_000);
    await makeOlder(first ?? "", 120_000);
    const second = await printer.poll();
    expect(second).not.toBe(first);
    await printer.fetch(second);
    await printer.confirm(second);
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(order.id)).toMatchObject([{ id: second, state: "printed" }]);
  });
});

describe("an order of which something is sold out", () => {
  async function mark(id: string, name: string) {
    const db = await queryable();
    const lines = await db.select().from(orderItems).where(eq(orderItems.order_id, id));
    const order_item_id = lines.find((line) => line.name === name)?.id ?? "";
    const items = [{ order_item_id, proposal: null }];
    expect(await changeOrder(ana, id, { name: "mark_unavailable", items })).toMatchObject({ ok: true });
    await runReactions(20_000);
    return order_item_id;
  }
  const dishes = () => [
    { menu_item_id: kitchen.soup, quantity: 2, option_ids: [], note: "" },
    { menu_item_id: kitchen.pizza, quantity: 1, option_ids: [kitchen.classicDough], note: "" },
  ];

  test("is printed again when that is decided, once, with the mark that it replaces the earlier ticket", async () => {
    const printer = await addPrinter();
    const { id } = await accept({ items: dishes() });
    const first = await printer.poll();
    expect(await printer.fetch(first)).not.toContain("SOLD OUT");
    await printer.confirm(first);
    const order_item_id = await mark(id, "Miso soup");
    expect(await printer.poll()).toBeNull();
    const choices = [{ order_item_id, choice: "remove" as const }];
    expect(await changeOrder(lena, id, { name: "answer_unavailable", choices })).toMatchObject({ ok: true });
    await runReactions(20_000);
    const second = await printer.poll();
    const paper = await printer.fetch(second);
    expect(paper).toContain("CHANGED: replaces an earlier ticket");
    expect(paper).toContain("SOLD OUT, left out: 2 x Miso soup");
    await printer.confirm(second);
    await changeOrder(ana, id, { name: "ready" });
    await runReactions(20_000);
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(id)).toMatchObject([{ state: "printed" }, { state: "printed" }]);
  });

  test("is printed again when the dish is there after all, whatever the paper in the kitchen says of it", async () => {
    const printer = await addPrinter();
    const { id } = await accept({ items: dishes() });
    // The first ticket comes out late, when the customer is being asked already.
    const order_item_id = await mark(id, "Miso soup");
    const first = await printer.poll();
    expect(await printer.fetch(first)).toContain("SOLD OUT");
    await printer.confirm(first);
    const found = { name: "mark_available" as const, order_item_ids: [order_item_id] };
    expect(await changeOrder(ana, id, found)).toMatchObject({ ok: true });
    await runReactions(20_000);
    const second = await printer.poll();
    const paper = await printer.fetch(second);
    expect(paper).toContain("CHANGED: replaces an earlier ticket");
    expect(paper).toContain("Miso soup");
    expect(paper).not.toContain("SOLD OUT");
    await printer.confirm(second);
    expect(await printer.poll()).toBeNull();
  });

  test("has one ticket when that is decided before the first one came out, and none when it ends the order", async () => {
    const printer = await addPrinter();
    const { id } = await accept({ items: dishes(), if_sold_out: "remove" });
    await mark(id, "Miso soup");
    const job = await printer.poll();
    const paper = await printer.fetch(job);
    expect(paper).not.toContain("CHANGED");
    expect(paper).toContain("SOLD OUT, left out: 2 x Miso soup");
    await printer.confirm(job);
    expect(await jobsOf(id)).toMatchObject([{ id: job, state: "printed" }]);
    await mark(id, "Margherita");
    expect(await printer.poll()).toBeNull();
  });
});

describe("a poll", () => {
  test("is offered a job once, also when a hundred come at the same time", async () => {
    const printer = await addPrinter();
    await accept();
    await accept();
    const offered = await Promise.all(Array.from({ length: 100 }, () => printer.poll()));
    expect(offered.filter((job) => job !== null)).toHaveLength(1);
  });

  test("is offered the same job again when the claim has run out, and never one that is confirmed", async () => {
    const printer = await addPrinter();
    await accept();
    const first = await printer.poll();
    if (first === null) throw new Error("Nothing was offered");
    await printer.fetch(first);
    expect(await printer.poll()).toBeNull();
    await makeOlder(first, 120_000);
    expect(await printer.poll()).toBe(first);
    expect(await printer.fetch(first)).toContain("ATTEMPT 2");
    expect(await printer.confirm(first)).toBe(200);
    await makeOlder(first, 120_000);
    expect(await printer.poll()).toBeNull();
    expect((await printer.get(first)).status).toBe(404);
  });

  test("ends a job that was fetched three times without a confirmation, and one that waited for hours", async () => {
    const printer = await addPrinter();
    const order = await accept();
    for (let attempt = 1; attempt <= ATTEMPTS_AT_MOST; attempt += 1) {
      const job = await printer.poll();
      if (job === null) throw new Error("Nothing was offered");
      await printer.fetch(job);
      await makeOlder(job, 120_000);
    }
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(order.id)).toMatchObject([{ state: "failed", fault: "not_confirmed" }]);
    const late = await accept();
    const [job] = await jobsOf(late.id);
    await makeOlder(job?.id ?? "", OLDEST_MS + 1_000);
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(late.id)).toMatchObject([{ state: "failed", fault: "too_old" }]);
  });

  test("of a printer without paper is offered nothing, and the ticket comes out when there is paper", async () => {
    const printer = await addPrinter();
    await accept();
    expect(await printer.poll("410%20Out%20of%20paper")).toBeNull();
    expect((await readPrinting(ana, kitchen.id))?.printers).toMatchObject([{ condition: "no_paper" }]);
    expect(await printer.poll()).not.toBeNull();
  });

  test("that reports a fault after the fetch gives the job back", async () => {
    const printer = await addPrinter();
    await accept();
    const job = await printer.poll();
    await printer.fetch(job);
    expect(await printer.poll("420 Cover open")).toBeNull();
    expect(await printer.poll()).toBe(job);
    // A part of the first paper may have come out.
    expect(await printer.fetch(job)).toContain("ATTEMPT 2");
  });

  test.each([
    ["{ this is no JSON", "application/json", 400],
    ["[]", "application/json", 400],
    [JSON.stringify({ statusCode: "2".repeat(201) }), "application/json", 400],
    [JSON.stringify({ statusCode: "x".repeat(20_000) }), "application/json", 413],
    ["{}", "text/plain", 415],
    ["{}", "application/json", 200],
    [JSON.stringify({ statusCode: null, printingInProgress: null }), "application/json", 200],
  ])("with the body %.30s as %s is answered with %i", async (body, type, status) => {
    const printer = await addPrinter();
    expect((await printer.post(body, type)).status).toBe(status);
  });
});

describe("a fetch", () => {
  test("may be repeated in another format, and counts as one attempt", async () => {
    const printer = await addPrinter();
    const order = await accept();
    const job = await printer.poll();
    expect((await printer.get(job, "image/png")).status).toBe(415);
    await printer.fetch(job, "application/vnd.star.starprnt");
    await printer.fetch(job, "application/vnd.star.line");
    await printer.fetch(job);
    expect(await jobsOf(order.id)).toMatchObject([{ attempts: 1, state: "claimed" }]);
  });

  test("works for printers that do not name the job, and without an offer finds nothing", async () => {
    const printer = await addPrinter();
    await accept();
    expect((await printer.get(null)).status).toBe(404);
    expect(await printer.confirm(null)).toBe(404);
    await printer.poll();
    expect(await printer.fetch(null)).toContain("Miso soup");
    expect(await printer.confirm(null, "OK")).toBe(200);
    expect(await printer.poll()).toBeNull();
  });

  test("is confirmed late by a printer that does not name the job, also after it reported a fault", async () => {
    const printer = await addPrinter();
    const order = await accept();
    await printer.poll();
    await printer.fetch(null);
    expect(await printer.poll("420 Cover open")).toBeNull();
    expect(await printer.confirm(null, "OK")).toBe(200);
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(order.id)).toMatchObject([{ state: "printed" }]);
  });

  test("has all that people wrote, and nothing of it as a command", async () => {
    const printer = await addPrinter();
    const note = "\u001b@\u001dV\u0001 no\u202e nuts 漢字 😀 Ж";
    const wish = "w".repeat(200);
    const order = await accept({
      note,
      items: Array.from({ length: 50 }, () => ({
        menu_item_id: kitchen.soup,
        quantity: 1,
        option_ids: [],
        note: wish,
      })),
    });
    const job = await printer.poll();
    const paper = await printer.fetch(job);
    expect(paper).toContain("@V no nuts 漢字 😀 Ж");
    expect(paper.split("w").length - 1).toBeGreaterThanOrEqual(50 * 200);
    expect(paper).not.toMatch(/[^\P{Cc}\n]/u);
    const raw = new Uint8Array(await (await printer.get(job, "application/vnd.star.line")).arrayBuffer());
    expect(raw.length).toBeGreaterThan(10_000);
    expect(order.note).toContain("nuts");
  });

  test("of an order with a note of ten thousand characters fails alone, and is shown to the staff", async () => {
    const printer = await addPrinter();
    const order = await accept();
    const db = await queryable();
    await db
      .update(orders)
      .set({ note: "x".repeat(10_000) })
      .where(eq(orders.id, order.id));
    for (let attempt = 1; attempt <= ATTEMPTS_AT_MOST; attempt += 1) {
      const job = await printer.poll();
      expect((await printer.get(job)).status).toBe(500);
      await makeOlder(job ?? "", 120_000);
    }
    const next = await accept();
    const job = await printer.poll();
    expect(await printer.fetch(job)).toContain(next.order_code.slice(4));
    expect(await jobsOf(order.id)).toMatchObject([{ state: "failed" }]);
  });
});

describe("what the staff see", () => {
  const seen = async () => (await readPrinting(ana, kitchen.id))?.jobs ?? [];

  test("has no ticket of a printer that is away when they have printed it on another one", async () => {
    const away = await addPrinter({ name: "Away" });
    const order = await accept();
    const near = await addPrinter({ name: "Near" });
    const input = { order_id: order.id, printer_id: near.id };
    await commands.print_ticket.execute(ana, input, randomUUID());
    expect(await seen()).toHaveLength(2);
    const job = await near.poll();
    await near.fetch(job);
    await near.confirm(job);
    expect(await seen()).toEqual([]);
    const late = await away.poll();
    expect(await away.fetch(late)).toContain("COPY");
  });

  test("has the ticket of one printer when only the other one has printed the order by itself", async () => {
    const [pass, bar] = [await addPrinter({ name: "Pass" }), await addPrinter({ name: "Bar" })];
    await accept();
    for (const [printer, other] of [
      [pass, bar],
      [bar, pass],
    ] as const) {
      const job = await printer.poll();
      await printer.fetch(job);
      await printer.confirm(job);
      expect(await seen()).toMatchObject(printer === pass ? [{ printer_id: other.id }] : []);
    }
  });

  test("has the last test print of each printer, also a failed one", async () => {
    const printer = await addPrinter();
    const which = { tenant_id: kitchen.id, printer_id: printer.id };
    for (const code of ["200 OK", "511 Media decoding error"]) {
      await commands.test_printer.execute(ana, which, randomUUID());
      const job = await printer.poll();
      await printer.fetch(job);
      await printer.confirm(job, code);
    }
    expect((await readPrinting(ana, kitchen.id))?.tests).toMatchObject([
      { printer_id: printer.id, state: "failed", fault: "not_understood" },
    ]);
    expect(await seen()).toEqual([]);
  });
});

describe("a confirmation", () => {
  test.each(["520 Timeout", "410 Out of paper", "420 Cover open"])(
    "with the code %j offers the ticket again",
    async (code) => {
      const printer = await addPrinter();
      const order = await accept();
      const job = await printer.poll();
      await printer.fetch(job);
      expect(await printer.confirm(job, code)).toBe(200);
      expect(await jobsOf(order.id)).toMatchObject([{ state: "waiting", attempts: 1 }]);
      expect(await printer.poll()).toBe(job);
      expect(await printer.fetch(job)).toContain("ATTEMPT 2");
      expect(await printer.confirm(job)).toBe(200);
      expect(await jobsOf(order.id)).toMatchObject([{ state: "printed" }]);
    },
  );

  test("with a fault fails the job, and Reprint prints it as a new one", async () => {
    const printer = await addPrinter();
    const order = await accept();
    const job = await printer.poll();
    await printer.fetch(job);
    expect(await printer.confirm(job, "511 Media decoding error")).toBe(200);
    expect((await readPrinting(ana, kitchen.id))?.jobs).toMatchObject([
      { id: job, state: "failed", fault: "not_understood", order_code: order.order_code },
    ]);
    const again = { order_id: order.id, printer_id: printer.id };
    expect(await commands.print_ticket.execute(ana, again, randomUUID())).toMatchObject({ ok: true });
    expect((await readPrinting(ana, kitchen.id))?.jobs).toMatchObject([{ state: "waiting", cause: "press" }]);
    const second = await printer.poll();
    await printer.fetch(second);
    await printer.confirm(second);
    expect((await readPrinting(ana, kitchen.id))?.jobs).toEqual([]);
  });

  test("is taken when it comes late, and twice", async () => {
    const printer = await addPrinter();
    const order = await accept();
    const job = await printer.poll();
    if (job === null) throw new Error("Nothing was offered");
    await printer.fetch(job);
    await makeOlder(job, 120_000);
    expect(await printer.confirm(job)).toBe(200);
    expect(await printer.confirm(job)).toBe(200);
    expect(await printer.confirm(job, "410")).toBe(200);
    expect(await printer.poll()).toBeNull();
    expect(await jobsOf(order.id)).toMatchObject([{ state: "printed", fault: null }]);
  });
});

describe("an address", () => {
  test("that belongs to no printer is not found, for all three requests", async () => {
    for (const address of ["x", "cloudprnt-setting.json", "A".repeat(43), "%00".repeat(10)]) {
      const nobody = printerAt(address);
      expect((await nobody.post({})).status).toBe(404);
      expect((await nobody.get(randomUUID())).status).toBe(404);
      expect(await nobody.confirm(randomUUID())).toBe(404);
    }
  });

  test("is stored as a hash only, and ends with the printer", async () => {
    const printer = await addPrinter();
    const db = await queryable();
    const [row] = await db.select().from(printers).where(eq(printers.id, printer.id));
    expect(row?.secret_hash).toBe(hashSecret(printer.secret));
    expect(JSON.stringify(row)).not.toContain(printer.secret);
    await accept();
    const gone = { tenant_id: kitchen.id, printer_id: printer.id };
    expect(await commands.remove_printer.execute(ana, gone, undefined)).toMatchObject({ ok: true });
    expect((await printer.post({})).status).toBe(404);
    expect(await commands.remove_printer.execute(ana, gone, undefined)).toMatchObject({ code: "not_found" });
  });
});

describe("the wrong person", () => {
  let omar: Viewer;
  let other: TestRestaurant;
  beforeEach(async () => {
    other = await makeRestaurant();
    omar = await makePerson("Omar", { staffOf: [other.id] });
  });

  test("sees, adds, changes, tests and removes no printer of a store", async () => {
    const printer = await addPrinter();
    const which = { tenant_id: kitchen.id, printer_id: printer.id };
    for (const stranger of [omar, lena]) {
      expect(await readPrinting(stranger, kitchen.id)).toBeNull();
      const tries = [
        commands.add_printer.execute(stranger, { tenant_id: kitchen.id, ...settings }, undefined),
        commands.change_printer.execute(stranger, { ...which, ...settings, name: "Mine" }, undefined),
        commands.test_printer.execute(stranger, which, undefined),
        commands.remove_printer.execute(stranger, which, undefined),
      ];
      for (const tried of await Promise.all(tries)) expect(tried).toMatchObject({ code: "forbidden" });
    }
    expect((await readPrinting(ana, kitchen.id))?.printers).toMatchObject([{ name: "Kitchen" }]);
    expect(await printer.poll()).toBeNull();
  });

  test("reaches no printer of another store by naming the own one", async () => {
    const printer = await addPrinter();
    const which = { tenant_id: other.id, printer_id: printer.id };
    const tries = [
      commands.change_printer.execute(omar, { ...which, ...settings, name: "Mine" }, undefined),
      commands.test_printer.execute(omar, which, undefined),
      commands.remove_printer.execute(omar, which, undefined),
    ];
    for (const tried of await Promise.all(tries)) expect(tried).toMatchObject({ code: "not_found" });
  });

  test("prints no ticket of another store, and nobody prints one on another store's printer", async () => {
    const printer = await addPrinter({ prints_orders: false });
    const order = await accept();
    const input = { order_id: order.id, printer_id: printer.id };
    for (const stranger of [omar, lena])
      expect(await commands.print_ticket.execute(stranger, input, undefined)).toMatchObject({
        code: "not_found",
      });
    const theirs = await commands.add_printer.execute(omar, { tenant_id: other.id, ...settings }, undefined);
    if (!theirs.ok) throw new Error(theirs.message);
    const abroad = { order_id: order.id, printer_id: theirs.data.printer.id };
    expect(await commands.print_ticket.execute(ana, abroad, undefined)).toMatchObject({ code: "not_found" });
    expect(await printer.poll()).toBeNull();
  });

  test("gets 404 from the route of a store's printing, and a visitor 401", async () => {
    const ask = async (person: Viewer | null, query = "") => {
      const headers: Record<string, string> = {};
      if (person !== null) {
        const { token } = await createToken(person.userId, { name: "test", scopes: ["orders:read"] });
        headers.Authorization = `Bearer ${token}`;
      }
      const url = `http://localhost:3000/api/tenants/${kitchen.slug}/printing${query}`;
      return getPrinting(new Request(url, { headers }), { params: Promise.resolve({ slug: kitchen.slug }) });
    };
    await addPrinter();
    expect((await ask(null)).status).toBe(401);
    expect((await ask(omar)).status).toBe(404);
    expect((await ask(ana, "?order_id=x")).status).toBe(404);
    const response = await ask(ana);
    expect(await response.json()).toMatchObject({ data: { printers: [{ name: "Kitchen" }], jobs: [] } });
  });
});

describe("a press", () => {
  test("makes one job, however often it is repeated, and none while the ticket waits anyway", async () => {
    const printer = await addPrinter();
    const order = await accept();
    const input = { order_id: order.id, printer_id: printer.id };
    expect(await commands.print_ticket.execute(ana, input, randomUUID())).toMatchObject({
      data: { cause: "accepted" },
    });
    const job = await printer.poll();
    await printer.fetch(job);
    await printer.confirm(job);
    const key = randomUUID();
    const pressed = await Promise.all([1, 2, 3].map(() => commands.print_ticket.execute(ana, input, key)));
    expect(new Set(pressed.map((result) => result.ok && result.data.id)).size).toBe(1);
    expect(await jobsOf(order.id)).toHaveLength(2);
    const copy = await printer.poll();
    expect(await printer.fetch(copy)).toContain("COPY");
  });

  test("with a key that printed another ticket is refused", async () => {
    const printer = await addPrinter({ prints_orders: false });
    const [one, two] = [await accept(), await accept()];
    const key = randomUUID();
    const print = (id: string) =>
      commands.print_ticket.execute(ana, { order_id: id, printer_id: printer.id }, key);
    expect(await print(one.id)).toMatchObject({ ok: true });
    expect(await print(two.id)).toMatchObject({ code: "key_reused" });
  });

  test("on Test prints a sample of the printer's width", async () => {
    const printer = await addPrinter({ prints_orders: false, name: "Süd" });
    const which = { tenant_id: kitchen.id, printer_id: printer.id };
    await commands.change_printer.execute(
      ana,
      { ...which, ...settings, name: "Süd", paper: "58mm" },
      undefined,
    );
    expect(await commands.test_printer.execute(ana, which, randomUUID())).toMatchObject({ ok: true });
    const paper = await printer.fetch(await printer.poll());
    expect(paper).toMatch(/^-{32}$/m);
    expect(paper).toContain("Sushi Bar");
    expect(paper).toContain("Süd");
  });
});

test("each step of a job and of a printer is an event of the store", async () => {
  const printer = await addPrinter();
  await accept();
  const job = await printer.poll();
  await printer.fetch(job);
  await printer.confirm(job);
  const { events } = await readEvents(await queryable(), tenantOrdersChannel.name(kitchen.id), 0);
  const told = events
    .filter(({ type }) => type === "print_job" || type === "printer")
    .map(({ data }) => JSON.parse(data))
    .map(({ state, condition }) => state ?? condition);
  expect(told).toEqual([null, "waiting", "ready", "claimed", "printed"]);
});

test("a printer whose cover is loose tells of it, and not with every poll", async () => {
  const printer = await addPrinter();
  await printer.poll();
  for (let n = 0; n < 10; n += 1) {
    await printer.poll("420 Cover open");
    await printer.poll();
  }
  const { events } = await readEvents(await queryable(), tenantOrdersChannel.name(kitchen.id), 0);
  const told = events.filter(({ type }) => type === "printer").map(({ data }) => JSON.parse(data).condition);
  expect(told).toEqual([null, "ready", "cover_open", "ready", "cover_open"]);
});

test("a store has twenty printers at most, also when they are added at once", async () => {
  // A person may add ten in a minute.
  const team = [
    ana,
    ...(await Promise.all(["Ben", "Cem"].map((name) => makePerson(name, { staffOf: [kitchen.id] })))),
  ];
  const added = await Promise.all(
    Array.from({ length: 22 }, (_, n) =>
      commands.add_printer.execute(
        team[n % team.length] ?? ana,
        { tenant_id: kitchen.id, ...settings, name: `P${n}` },
        undefined,
      ),
    ),
  );
  expect(added.filter(({ ok }) => ok)).toHaveLength(20);
  expect(added.filter(({ ok }) => !ok)).toMatchObject([{ code: "conflict" }, { code: "conflict" }]);
});

test("print jobs are removed after a month", async () => {
  const printer = await addPrinter();
  const [old, recent] = [await accept(), await accept()];
  const [job] = await jobsOf(old.id);
  await makeOlder(job?.id ?? "", 31 * 24 * 3_600_000);
  expect(await removeOldPrintJobs(await queryable(), 500)).toBe(1);
  expect(await jobsOf(old.id)).toEqual([]);
  expect(await jobsOf(recent.id)).toHaveLength(1);
  expect(await printer.poll()).not.toBeNull();
});

// Last: it uses up what a client may ask in vain in a minute.
test("an address that belongs to no printer is counted against the client, and no printer is refused for it", async () => {
  const printer = await addPrinter();
  const before = globalThis.platewireMemoryCounts?.size ?? 0;
  const statuses = new Set<number>();
  for (let n = 0; n <= 120; n += 1)
    statuses.add((await printerAt(randomBytes(32).toString("base64url")).post({})).status);
  expect(statuses).toEqual(new Set([404, 429]));
  expect((globalThis.platewireMemoryCounts?.size ?? 0) - before).toBeLessThanOrEqual(1);
  expect((await printer.post({})).status).toBe(200);
});
