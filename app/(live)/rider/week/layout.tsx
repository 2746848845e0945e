import { getTranslations } from "next-intl/server";
import { SiteHeader } from "@/components/shell/site-header";
import { requireRider } from "@/lib/riders/server/require-rider";

/** Runs above the skeleton: a redirect must come before anything is sent, and lead back to this page. */
export default async function WeekLayout({ children }: LayoutProps<"/rider/week">) {
  await requireRider("/rider/week");
  const t = await getTranslations("riders.week");
  return (
    <>
      <SiteHeader
        links={[
          { href: "/rider", label: t("ride"), isExact: true },
          { href: "/rider/week", label: t("title") },
        ]}
      />
      <main id="main">{children}</main>
    </>
  );
}
