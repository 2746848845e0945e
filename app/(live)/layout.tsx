import { RealtimeProvider } from "@/components/realtime/realtime-provider";
import { streamPosition } from "@/lib/server/read-live";

/** Everything that changes by itself: one stream for the page, from the position its data was read at. */
export default async function LiveLayout({ children }: LayoutProps<"/">) {
  const position = await streamPosition();
  if (position === null) return children;
  return (
    <RealtimeProvider cursor={position.cursor} channels={position.channels} session={position.session}>
      {children}
    </RealtimeProvider>
  );
}
