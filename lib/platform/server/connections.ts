import "server-only";
import { eq } from "drizzle-orm";
import { queryable } from "@/lib/db/client";
import { users } from "@/lib/db/schema/people";
import { connectedUsers, countConnectionsOf, listInstances } from "@/lib/realtime/presence/presence";
import { idSchema } from "@/lib/text/id";

async function findPerson(asked: string) {
  const id = idSchema.safeParse(asked);
  const db = await queryable();
  const [person] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(id.success ? eq(users.id, id.data) : eq(users.email, asked.toLowerCase()));
  if (person === undefined) return null;
  return { ...person, connections: await countConnectionsOf(person.id) };
}

/** Reads who is connected where, and the person with this id or e-mail address. Null for anyone but an admin. */
export async function readConnections(viewer: { readonly isAdmin: boolean }, asked: string | null) {
  if (!viewer.isAdmin) return null;
  const [instances, people, person] = await Promise.all([
    listInstances(),
    connectedUsers(),
    asked === null ? null : findPerson(asked),
  ]);
  return {
    readAt: Date.now(),
    instances: instances.map(({ id, startedAt, connections }, index) => ({
      ...{ id, connections },
      isHere: index === 0,
      startedAt: startedAt.toISOString(),
    })),
    connections: instances.reduce((sum, { connections }) => sum + connections, 0),
    people: people.length,
    person,
  };
}
