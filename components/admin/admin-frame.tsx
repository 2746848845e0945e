import type { ReactNode } from "react";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { SiteHeader } from "@/components/shell/site-header";
import { Words } from "@/components/ui/words";
import { AdminNav } from "./admin-nav";

interface AdminFrameProps {
  /** Default: the page's width, with room above and below. */
  className?: string;
  children: ReactNode;
}

/** The frame of each page of the administration. Does not authorise: the layout does, before it. */
export function AdminFrame({ className = "page-width py-8", children }: AdminFrameProps) {
  return (
    <>
      <SiteHeader end={<ConnectionPill />} />
      <AdminNav />
      <main id="main" className={className}>
        <StreamBanner className="mb-5" />
        <Words>{children}</Words>
      </main>
    </>
  );
}
