import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as postCommand } from "@/app/api/commands/[name]/route";
import { type CommandInput, type CommandName, commands, isCommandName } from "@/lib/commands";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant, orderFor } from "@/test/support/world";

const LIMIT = 3;
// The environment is read once.
vi.hoisted(() => {
  for (const name of ["WRITE", "TOKEN", "PLACE_ORDER"]) process.env[`LIMIT_${name}`] = "3";
});

withDatabase();

let order: CommandInput<"place_order">;
beforeAll(async () => {
  order = orderFor(await makeRestaurant());
});

/** A new command does not compile without an input here. */
const inputs = (): { readonly [Name in CommandName]: CommandInput<Name> } => ({
  place_order: order,
  change_order: { order_id: crypto.randomUUID(), action: { name: "ready" } },
  acknowledge_orders: { order_ids: [crypto.randomUUID()] },
  create_token: { name: "test", scopes: ["orders:read"] },
  revoke_token: { token_id: crypto.randomUUID() },
  mark_notifications_read: { all: true },
  retry_job: { job_id: crypto.randomUUID() },
});

const NAMES = Object.keys(commands).filter(isCommandName);

describe.each(NAMES)("the command %s", (name) => {
  let lena: Awaited<ReturnType<typeof makePerson>>;
  beforeEach(async () => {
    lena = await makePerson("Lena");
  });

  const codes = async (send: () => Promise<{ ok: boolean; code?: string; retryAfterSeconds?: number }>) => {
    const answers = [];
    for (let n = 0; n < LIMIT + 1; n += 1) answers.push(await send());
    return answers;
  };

  test("is limited for each person", async () => {
    const command = commands[name];
    const answers = await codes(() => command.execute(lena, inputs()[name], crypto.randomUUID()));
    for (const answer of answers.slice(0, LIMIT)) expect(answer).not.toMatchObject({ code: "limited" });
    expect(answers.at(-1)).toMatchObject({
      ok: false,
      code: "limited",
      retryAfterSeconds: expect.any(Number),
    });
    const other = await command.execute(await makePerson("Mia"), inputs()[name], crypto.randomUUID());
    expect(other).not.toMatchObject({ code: "limited" });
  });

  test("counts inputs that it refuses, and over HTTP before it reads them", async () => {
    const cookie = await sessionCookie(lena.userId, lena.credential.id);
    const statuses = [];
    for (let n = 0; n < LIMIT + 1; n += 1) {
      const request = new Request(`http://localhost:3000/api/commands/${name}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
        body: "{ this is no JSON",
      });
      const response = await postCommand(request, { params: Promise.resolve({ name }) });
      statuses.push(response.status);
      if (response.status === 429) expect(request.bodyUsed).toBe(false);
    }
    expect(statuses).toEqual([400, 400, 400, 429]);
  });
});

test("all commands are known to this test", () => {
  expect(Object.keys(inputs()).sort()).toEqual([...NAMES].sort());
});
