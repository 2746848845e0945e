import { getTranslations } from "next-intl/server";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { SiteHeader } from "@/components/shell/site-header";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import "@/components/board/board.css";

export default async function AdminDispatchLayout({ children }: LayoutProps<"/admin/dispatch">) {
  await requireAdmin("/admin/dispatch");
  const t = await getTranslations("dispatch");
  const jobs = await getTranslations("admin.jobs");
  const stores = await getTranslations("partner.stores");
  return (
    <div className="store">
      <SiteHeader
        full
        links={[
          { href: "/admin/dispatch", label: t("title") },
          { href: "/admin/jobs", label: jobs("title") },
          { href: "/partner", label: stores("title"), isExact: true },
        ]}
        end={<ConnectionPill />}
      />
      <main id="main" className="store-main">
        {children}
      </main>
    </div>
  );
}
