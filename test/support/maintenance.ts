import { v7 as newId } from "uuid";
import { queryable } from "@/lib/db/client";
import { broadcasts } from "@/lib/db/schema/broadcasts";

const MINUTE = 60_000;

/** Maintenance between two instants, in minutes from now. Returns its id. */
export async function makeMaintenance(
  from: number,
  to: number,
  over: Partial<typeof broadcasts.$inferInsert> = {},
): Promise<string> {
  const db = await queryable();
  const id = newId();
  const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE);
  await db.insert(broadcasts).values({
    id,
    kind: "maintenance",
    audience: "everybody",
    title: "",
    content: "A new database",
    is_planned: true,
    requires_action: false,
    starts_at: at(from),
    ends_at: at(to),
    published_at: new Date(),
    created_by_name: "Ada",
    ...over,
  });
  return id;
}
