import { useTranslations } from "next-intl";
import { formatDateTime } from "@/lib/text/format";

interface AuditRowsProps {
  entries: readonly {
    readonly id: string;
    readonly at: Date;
    readonly actor_name: string;
    readonly action: string;
    readonly reason: string | null;
  }[];
}

/** The entries of the audit log about one thing, in UTC. */
export function AuditRows({ entries }: AuditRowsProps) {
  const t = useTranslations("admin.audit");
  if (entries.length === 0) return <p className="text-soft">{t("none_here")}</p>;
  return (
    <ul className="admin-rows">
      {entries.map(({ id, at, actor_name, action, reason }) => (
        <li key={id}>
          <b translate="no">{action}</b>
          <time dateTime={at.toISOString()}>{formatDateTime(at.toISOString(), "UTC")}</time>
          <small translate="no">{actor_name}</small>
          {reason !== null && <small dir="auto">{`“${reason}”`}</small>}
        </li>
      ))}
    </ul>
  );
}
