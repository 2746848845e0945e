import { getTranslations } from "next-intl/server";
import { NavLinks } from "@/components/shell/nav-links";
import { ADMIN_PAGES } from "./admin-pages";
import "./admin.css";

/** Leads to all pages of the administration. Belongs below the header of each of them. */
export async function AdminNav() {
  const t = await getTranslations("admin.nav");
  const links = ADMIN_PAGES.map(({ href, name }) => ({ href, label: t(name) }));
  return <NavLinks className="admin-nav" label={t("label")} links={links} prefetch={false} />;
}
