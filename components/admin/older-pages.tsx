import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";

interface OlderPagesProps {
  path: string;
  /** What the list is filtered by. */
  filter: Readonly<Record<string, string>>;
  isOlder: boolean;
  nextCursor: string | null;
}

/** Leads to the next page of a list that begins with the newest, and back to its beginning. */
export function OlderPages({ path, filter, isOlder, nextCursor }: OlderPagesProps) {
  const t = useTranslations("admin.pages");
  if (!isOlder && nextCursor === null) return null;
  const address = (more: Record<string, string>) => `${path}?${new URLSearchParams({ ...filter, ...more })}`;
  return (
    <nav aria-label={t("label")} className="flex flex-wrap gap-2">
      {isOlder && <ButtonLink href={address({})}>{t("newest")}</ButtonLink>}
      {nextCursor !== null && (
        <ButtonLink href={address({ cursor: nextCursor })} className="ms-auto">
          {t("older")}
        </ButtonLink>
      )}
    </nav>
  );
}
