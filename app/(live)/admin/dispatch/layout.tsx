import { AdminNav } from "@/components/admin/admin-nav";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { SiteHeader } from "@/components/shell/site-header";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import "@/components/board/board.css";

export default async function AdminDispatchLayout({ children }: LayoutProps<"/admin/dispatch">) {
  await requireAdmin("/admin/dispatch");
  return (
    <div className="store">
      <SiteHeader full end={<ConnectionPill />} />
      <AdminNav />
      <main id="main" className="store-main">
        {children}
      </main>
    </div>
  );
}
