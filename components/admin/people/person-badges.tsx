import { useTranslations } from "next-intl";
import { Badge, StageBadge } from "@/components/ui/feedback/badge";

interface PersonBadgesProps {
  person: {
    readonly is_admin: boolean;
    readonly is_rider: boolean;
    readonly stores: readonly string[];
    readonly banned_at: Date | null;
  };
}

export function PersonBadges({ person }: PersonBadgesProps) {
  const t = useTranslations("admin.people.role");
  return (
    <span className="inline-flex flex-wrap gap-1">
      {person.banned_at !== null && <StageBadge stage="late">{t("banned")}</StageBadge>}
      {person.is_admin && <Badge>{t("admin")}</Badge>}
      {person.is_rider && <Badge>{t("rider")}</Badge>}
      {person.stores.map((store) => (
        <Badge key={store} translate="no">
          {store}
        </Badge>
      ))}
      {!person.is_admin && !person.is_rider && person.stores.length === 0 && <span>{t("customer")}</span>}
    </span>
  );
}
