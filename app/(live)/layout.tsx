import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { streamPosition } from "@/lib/server/read-live";

/** Opens one stream for all live pages, from the position that was read before their data. */
export default async function LiveLayout({ children }: LayoutProps<"/">) {
  const position = await streamPosition();
  if (position === null) return children;
  return (
    <RealtimeProvider cursor={position.cursor} channels={position.channels} session={position.session}>
      {children}
    </RealtimeProvider>
  );
}
