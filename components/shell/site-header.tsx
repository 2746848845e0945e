import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand-mark";
import { DeferredHeaderTools } from "@/components/shell/deferred-header-tools";
import { type NavLink, NavLinks } from "@/components/shell/nav-links";
import { cn } from "@/components/ui/cn";
import { Words } from "@/components/ui/words";

export interface SiteHeaderProps {
  context?: ReactNode;
  links?: readonly NavLink[];
  status?: ReactNode;
  end?: ReactNode;
  full?: boolean;
  sticky?: boolean;
}

export function SiteHeader({ context, links, status, end, full = false, sticky = false }: SiteHeaderProps) {
  return (
    <header data-slot="site-header" className={cn("site-header", sticky && "site-header-sticky")}>
      <div className={cn("site-header-row", !full && "page-width")}>
        <BrandMark />
        {context !== undefined && <div className="site-header-context">{context}</div>}
        {links !== undefined && links.length > 0 && <NavLinks links={links} />}
        {status !== undefined && <div className="site-header-group">{status}</div>}
        <div className="site-header-end">
          <Words>{end}</Words>
          <DeferredHeaderTools />
        </div>
      </div>
    </header>
  );
}
