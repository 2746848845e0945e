import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { queryable } from "@/lib/db/client";
import { auditLog } from "@/lib/db/schema/platform";
import { transaction } from "@/lib/db/transaction";
import { recordAudit } from "@/lib/platform/server/audit";
import { withDatabase } from "@/test/support/database";

withDatabase();

const record = (id: string) =>
  transaction((tx) =>
    recordAudit(tx, {
      actor: { id: randomUUID(), name: "Ada" },
      action: "ban_user",
      target: { kind: "user", id },
      reason: "Threatened a rider.",
      detail: { sessions: 2 },
    }),
  );
const read = async (id: string) =>
  (await queryable()).select().from(auditLog).where(eq(auditLog.target_id, id));
const refusal = { cause: { code: "P0001" } };

test("an entry is committed or rolled back with what it is about", async () => {
  const [kept, dropped] = [randomUUID(), randomUUID()];
  await record(kept);
  await transaction(async (tx, rollback) => {
    await recordAudit(tx, {
      actor: { id: null, name: "Job" },
      action: "a",
      target: { kind: "order", id: dropped },
    });
    return rollback(undefined);
  });
  expect(await read(kept)).toMatchObject([
    {
      actor_name: "Ada",
      action: "ban_user",
      reason: "Threatened a rider.",
      detail: { sessions: 2 },
      tenant_id: null,
    },
  ]);
  expect(await read(dropped)).toEqual([]);
});

test("the database refuses to change, remove or truncate entries", async () => {
  const id = randomUUID();
  await record(id);
  const db = await queryable();
  await expect(
    db.update(auditLog).set({ reason: "" }).where(eq(auditLog.target_id, id)),
  ).rejects.toMatchObject(refusal);
  await expect(db.delete(auditLog).where(eq(auditLog.target_id, id))).rejects.toMatchObject(refusal);
  await expect(db.execute(sql`truncate audit_log`)).rejects.toMatchObject(refusal);
  expect(await read(id)).toHaveLength(1);
});

test("the retention may remove entries that are older than two years", async () => {
  const id = randomUUID();
  const db = await queryable();
  await db.insert(auditLog).values({
    id: randomUUID(),
    at: new Date(Date.now() - 800 * 24 * 3_600_000),
    actor_id: null,
    actor_name: "Ada",
    action: "ban_user",
    target_kind: "user",
    target_id: id,
    detail: {},
  });
  await db.delete(auditLog).where(eq(auditLog.target_id, id));
  expect(await read(id)).toEqual([]);
});
