import { LateBroadcasts, LateVisitorBroadcasts } from "@/components/broadcasts/late-broadcasts";
import { currentViewer } from "@/lib/auth/server/viewer";
import { readInForce } from "@/lib/broadcasts/server/queries";
import { queryable } from "@/lib/db/client";
import { readSwitches } from "@/lib/platform/server/switches";
import { readLive } from "@/lib/server/read-live";

/** Shows what the platform says to everybody, on each live page. */
export async function PageBroadcasts() {
  const viewer = await currentViewer();
  const { data, since } = await readLive(async () => {
    const [inForce, switches] = await Promise.all([
      readInForce(viewer),
      queryable().then((db) => readSwitches(db)),
    ]);
    return { ...inForce, stopped: switches.map(({ name, reason }) => ({ name, reason })) };
  });
  if (viewer === null) return <LateVisitorBroadcasts fromServer={data} />;
  return <LateBroadcasts fromServer={data} since={since} />;
}
