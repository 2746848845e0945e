import { authenticateAdmin, fail, ok, route } from "@/lib/http/rest";
import { listInstances } from "@/lib/realtime/presence/presence";

export const GET = route(async (request) => {
  const who = await authenticateAdmin(request, "connections:manage");
  if (!who.ok) return fail(who);
  const [here, ...others] = await listInstances();
  const instances = [here, ...others].map(({ id, startedAt, seenAt, connections }) => ({
    id,
    is_here: id === here.id,
    started_at: startedAt.toISOString(),
    seen_at: seenAt.toISOString(),
    connections,
  }));
  const connections = instances.reduce((sum, instance) => sum + instance.connections, 0);
  return ok({ connections, instances });
});
