"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageLink } from "@/components/ui/page-link";

export interface NavLink {
  href: string;
  label: ReactNode;
  /** Excludes the paths below. */
  isExact?: boolean;
}

export function NavLinks({ links }: { links: readonly NavLink[] }) {
  const t = useTranslations("shell");
  const path = usePathname();
  return (
    <nav aria-label={t("navigation")} className="site-nav">
      {links.map(({ href, label, isExact }) => (
        <PageLink key={href} href={href} aria-current={currentness(path, href, isExact)}>
          {label}
        </PageLink>
      ))}
    </nav>
  );
}

function currentness(path: string, href: string, isExact = false): "page" | "true" | undefined {
  if (path === href) return "page";
  return !isExact && href !== "/" && path.startsWith(`${href}/`) ? "true" : undefined;
}
