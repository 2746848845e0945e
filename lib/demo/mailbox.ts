import "server-only";
import { desc } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { queryable } from "@/lib/db/client";
import { demoMail } from "@/lib/db/schema/demo";

export interface DemoMail {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  link: string | null;
  created_at: string;
}

export async function storeDemoMail(mail: Omit<DemoMail, "id" | "created_at">): Promise<void> {
  const db = await queryable();
  await db.insert(demoMail).values({ id: newId(), ...mail });
}

export async function listDemoMail(): Promise<DemoMail[]> {
  const db = await queryable();
  const rows = await db
    .select()
    .from(demoMail)
    .orderBy(desc(demoMail.created_at), desc(demoMail.id))
    .limit(50);
  return rows.map(({ created_at, ...mail }) => ({ ...mail, created_at: created_at.toISOString() }));
}
