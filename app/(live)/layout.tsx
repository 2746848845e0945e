import { type ReactNode, Suspense } from "react";
import { PageBroadcasts } from "@/app/(live)/_components/page-broadcasts";
import { QueryCache } from "@/components/query-cache";
import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { SignedOut } from "@/components/shell/signed-out";
import { statedUser } from "@/lib/auth/server/stated-user";
import { BUILD_ID } from "@/lib/env";
import { PAGE_BUILD, PAGE_USER } from "@/lib/http/page/statement";
import { streamPosition } from "@/lib/server/read-live";

/** States for whom and by which build the page was rendered. Everything below belongs to that person alone. */
export default async function LiveLayout({ children }: LayoutProps<"/">) {
  const user = await statedUser();
  return (
    <>
      <meta name={PAGE_USER} content={user} />
      <meta name={PAGE_BUILD} content={BUILD_ID} />
      <QueryCache key={user}>
        <LivePages>{children}</LivePages>
      </QueryCache>
    </>
  );
}

/** Opens one stream for all live pages, from the position that was read before their data. */
async function LivePages({ children }: { children: ReactNode }) {
  const position = await streamPosition();
  if (position === null)
    return (
      <>
        <SignedOut />
        <Suspense>
          <PageBroadcasts />
        </Suspense>
        {children}
      </>
    );
  return (
    <RealtimeProvider cursor={position.cursor} channels={position.channels} session={position.session}>
      {/* The page does not wait for it. */}
      <Suspense>
        <PageBroadcasts />
      </Suspense>
      {children}
    </RealtimeProvider>
  );
}
