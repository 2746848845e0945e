import { ConnectionPill } from "@/components/realtime/connection-pill";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { SiteHeader } from "@/components/shell/site-header";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function JobsLayout({ children }: LayoutProps<"/admin/jobs">) {
  await requireAdmin("/admin/jobs");
  return (
    <>
      <SiteHeader end={<ConnectionPill />} />
      <main id="main" className="page-width py-8">
        <StreamBanner className="mb-5" />
        {children}
      </main>
    </>
  );
}
