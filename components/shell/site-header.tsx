import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand-mark";
import { type NavLink, NavLinks } from "@/components/shell/nav-links";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { cn } from "@/components/ui/cn";

export interface SiteHeaderProps {
  /** Beside the name: the store that is being worked in. */
  context?: ReactNode;
  links?: readonly NavLink[];
  /** Pills: the connection, the sound, whether the store is open. */
  status?: ReactNode;
  /** At the end: figures, the cart, who is signed in. */
  end?: ReactNode;
  /** Edge to edge, for screens that use every pixel. */
  full?: boolean;
  /** Stays in sight. */
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
          {end}
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
