import { ConnectionPill } from "@/components/realtime/connection-pill";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { SiteHeader } from "@/components/shell/site-header";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function RidersLayout({ children }: LayoutProps<"/admin/riders">) {
  await requireAdmin("/admin/riders");
  return (
    <>
      <SiteHeader end={<ConnectionPill />} />
      <main id="main">
        <StreamBanner className="mb-5" />
        {children}
      </main>
    </>
  );
}
