import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { SignedOut } from "@/components/shell/signed-out";
import { streamPosition } from "@/lib/server/read-live";

/** Opens one stream for all live pages, from the position that was read before their data. */
export default async function LiveLayout({ children }: LayoutProps<"/">) {
  const position = await streamPosition();
  if (position === null)
    return (
      <>
        <SignedOut />
        {children}
      </>
    );
  return (
    <RealtimeProvider cursor={position.cursor} channels={position.channels} session={position.session}>
      {children}
    </RealtimeProvider>
  );
}
