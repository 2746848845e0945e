import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { isDemo } from "@/lib/env";

export default function DemoLayout({ children }: { children: ReactNode }) {
  if (!isDemo()) notFound();
  return (
    <>
      <SiteHeader />
      <main id="main" className="page-width py-8 md:py-12">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
