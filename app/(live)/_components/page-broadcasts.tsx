import { LateBroadcasts, LateVisitorBroadcasts } from "@/components/broadcasts/late-broadcasts";
import { StillBroadcasts } from "@/components/broadcasts/still-broadcasts";
import { currentViewer } from "@/lib/auth/server/viewer";
import { readInForce } from "@/lib/broadcasts/server/queries";
import { readLive } from "@/lib/server/read-live";

/** Shows what the platform says to everybody, on each live page. */
export async function PageBroadcasts() {
  const viewer = await currentViewer();
  const { data, since } = await readLive(() => readInForce(viewer));
  if (viewer === null)
    return (
      <>
        <StillBroadcasts broadcasts={data.broadcasts} now={Date.now()} />
        <LateVisitorBroadcasts fromServer={data} />
      </>
    );
  return <LateBroadcasts fromServer={data} since={since} />;
}
