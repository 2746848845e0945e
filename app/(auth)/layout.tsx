import type { ReactNode } from "react";
import { JoinLink } from "@/components/joining/join-link";
import { SignedOut } from "@/components/shell/signed-out";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { currentViewer } from "@/lib/auth/server/viewer";
import "@/components/shop/shop.css";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  return (
    <>
      {viewer === null && <SignedOut />}
      <SiteHeader />
      <main id="main" data-shop="" className="page-width py-8 md:py-12">
        {children}
      </main>
      <SiteFooter>
        <JoinLink />
      </SiteFooter>
    </>
  );
}
