import { beforeAll, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { placeOrder } from "@/lib/orders/server/place";
import { readTypedVoucher } from "@/lib/vouchers/server/queries";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant, orderFor, type TestRestaurant } from "@/test/support/world";

// The environment is read once.
vi.hoisted(() => {
  process.env.LIMIT_VOUCHER = "3";
});

withDatabase();

let store: TestRestaurant;
let lena: Viewer;
beforeAll(async () => {
  store = await makeRestaurant();
  lena = await makePerson("Lena");
  const ada = await makePerson("Ada", { isAdmin: true });
  const voucher = { tenant_id: null, borne_by: "platform", kind: "percent", percent_bp: 1_000 };
  await commands.create_voucher.carryOut(ada, { code: "GUESSED1", ...voucher }, undefined);
});

test("after too many wrong codes none is looked up, in quotes and orders, for that person alone", async () => {
  const db = await queryable();
  const look = (person: Viewer, code: string) => readTypedVoucher(db, code, person.userId);
  // A right code is no guess, however often it is priced.
  for (let times = 0; times < 6; times += 1)
    expect(await look(lena, "guessed1")).toMatchObject({ known: { voucher: { code: "GUESSED1" } } });
  for (const code of ["GUESSED2", "GUESSED3"])
    expect(await look(lena, code)).toEqual({ code, known: "unknown" });
  expect(await placeOrder(lena, orderFor(store, { voucher_code: "GUESSED4" }))).toMatchObject({
    message: expect.stringMatching(/don't know the code/),
  });
  expect(await look(lena, "GUESSED1")).toEqual({ code: "GUESSED1", known: "too_many_tries" });
  expect(await placeOrder(lena, orderFor(store, { voucher_code: "GUESSED1" }))).toMatchObject({
    message: expect.stringMatching(/Wait a quarter of an hour/),
  });
  expect((await placeOrder(lena, orderFor(store))).ok).toBe(true);
  expect(await look(await makePerson("Other"), "GUESSED1")).toMatchObject({ known: { mine: 0 } });
});
