import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/server/load-viewer";
import { commands } from "@/lib/commands";
import type { StoreLook } from "@/lib/stores/model/look";
import { getTenant } from "@/lib/stores/server/queries";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

withDatabase();

const LOOK: StoreLook = { cloth_pattern: "waves", cloth_colours: "plum" };
const BEFORE = { cloth_pattern: "gingham", cloth_colours: "tomato" };

let kitchen: TestRestaurant;
let other: TestRestaurant;
beforeAll(async () => {
  kitchen = await makeRestaurant();
  other = await makeRestaurant();
});

const update = (by: Viewer, store: { id: string }, look: object = LOOK) =>
  commands.update_store_look.execute(by, { tenant_id: store.id, ...look }, undefined);

test("staff change the look of their restaurant, and no other one changes", async () => {
  const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  expect(await update(ana, kitchen)).toEqual({ ok: true, data: LOOK });
  expect(await getTenant(kitchen.slug)).toMatchObject(LOOK);
  expect(await getTenant(other.slug)).toMatchObject(BEFORE);
});

test("an admin changes the look of any restaurant", async () => {
  const store = await makeRestaurant();
  const ada = await makePerson("Ada", { isAdmin: true });
  expect(await update(ada, store)).toMatchObject({ ok: true });
  expect(await getTenant(store.slug)).toMatchObject(LOOK);
});

describe("the look stays as it is", () => {
  test("when a customer tries to change it", async () => {
    expect(await update(await makePerson("Lena"), other)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await getTenant(other.slug)).toMatchObject(BEFORE);
  });

  test("when staff of another restaurant try to change it", async () => {
    const ana = await makePerson("Ana", { staffOf: [kitchen.id] });
    expect(await update(ana, other)).toMatchObject({ ok: false, code: "forbidden" });
    expect(await getTenant(other.slug)).toMatchObject(BEFORE);
  });

  test.each([
    { cloth_pattern: "waves" },
    { cloth_pattern: "tartan", cloth_colours: "plum" },
    { cloth_pattern: "waves", cloth_colours: "#ff0000" },
    { cloth_pattern: "waves", cloth_colours: "url(https://example.test/)" },
  ])("when the choice is not one of the list: %o", async (look) => {
    const ada = await makePerson("Ada", { isAdmin: true });
    expect(await update(ada, other, look)).toMatchObject({ ok: false, code: "invalid" });
    expect(await getTenant(other.slug)).toMatchObject(BEFORE);
  });
});

test("a restaurant that does not exist is not found", async () => {
  const ada = await makePerson("Ada", { isAdmin: true });
  expect(await update(ada, { id: crypto.randomUUID() })).toMatchObject({ ok: false, code: "not_found" });
});
