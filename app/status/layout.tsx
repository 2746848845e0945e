import type { ReactNode } from "react";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import "@/components/status/status.css";

/** Asks for no session: these pages must also work while the database does not answer. */
export default function StatusLayout({ children }: { children: ReactNode }) {
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
