"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";

export interface NavLink {
  href: string;
  label: ReactNode;
  /** Excludes the paths below. */
  isExact?: boolean;
}

interface NavLinksProps {
  links: readonly NavLink[];
  /** Where a page has more than the navigation of its header. */
  label?: string;
  className?: string;
  prefetch?: boolean;
}

export function NavLinks({ links, label, className, prefetch }: NavLinksProps) {
  const t = useTranslations("shell");
  const path = usePathname();
  return (
    <nav aria-label={label ?? t("navigation")} className={cn("site-nav", className)}>
      {links.map(({ href, label: text, isExact }) => (
        <PageLink key={href} href={href} prefetch={prefetch} aria-current={currentness(path, href, isExact)}>
          {text}
        </PageLink>
      ))}
    </nav>
  );
}

function currentness(path: string, href: string, isExact = false): "page" | "true" | undefined {
  if (path === href) return "page";
  return !isExact && href !== "/" && path.startsWith(`${href}/`) ? "true" : undefined;
}
