import { getTranslations } from "next-intl/server";
import { SiteHeader } from "@/components/shell/site-header";

export default async function WeekLayout({ children }: LayoutProps<"/rider/week">) {
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
