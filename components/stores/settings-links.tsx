import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { hasRight, type StoreRight } from "@/lib/auth/model/store-rights";

interface SettingsLinksProps {
  viewer: Parameters<typeof hasRight>[0];
  store: { id: string; slug: string; opened_at?: string | null | undefined };
  /** The id of the element with the store's name. */
  describedBy: string;
  className?: string;
}

/** Leads to what the person may set for a store. */
export function SettingsLinks({
  viewer,
  store: { id, slug, opened_at },
  describedBy,
  className,
}: SettingsLinksProps) {
  const delivery = useTranslations("delivery.settings");
  const look = useTranslations("partner.look");
  const hours = useTranslations("partner.hours");
  const printers = useTranslations("printing.settings");
  const devices = useTranslations("partner.devices");
  const riders = useTranslations("riders.fleet");
  const team = useTranslations("team");
  const refunds = useTranslations("refunds.store");
  const setup = useTranslations("joining.setup");
  const pages: [page: string, right: StoreRight, words: string][] = [
    ["hours", "hours", hours("edit")],
    ["delivery", "delivery", delivery("edit")],
    ["look", "look", look("edit")],
    ["printing", "printers", printers("edit")],
    ["devices", "orders", devices("edit")],
    ["riders", "riders", riders("edit")],
    ["team", "team", team("edit")],
    ["refunds", "refunds", refunds("edit")],
  ];
  if (opened_at === null) pages.unshift(["setup", "setup", setup("edit")]);
  return pages
    .filter(([, right]) => hasRight(viewer, id, right))
    .map(([page, , words]) => (
      <ButtonLink
        key={page}
        href={
          page === "setup" || page === "refunds"
            ? `/partner/${slug}/${page}`
            : `/partner/${slug}/settings/${page}`
        }
        prefetch={false}
        size="sm"
        className={className}
        aria-describedby={describedBy}
      >
        {words}
      </ButtonLink>
    ));
}
