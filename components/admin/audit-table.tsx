import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AuditRow } from "@/lib/platform/model/audit";
import { formatDateTime } from "@/lib/text/format";

/** Targets that have a page. */
const PAGES: Readonly<Record<string, string>> = {
  user: "/admin/users/",
  tenant: "/admin/stores/",
  order: "/admin/orders/",
};

function Target({ entry: { target_kind, target_id } }: { entry: AuditRow }) {
  const text = `${target_kind} ${target_id.slice(0, 8)}`;
  const page = PAGES[target_kind];
  if (page === undefined) return <span translate="no">{text}</span>;
  return (
    <Link href={`${page}${target_id}`} prefetch={false} translate="no">
      {text}
    </Link>
  );
}

const detailText = ({ detail }: AuditRow) =>
  Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");

export function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  const t = useTranslations("admin.audit");
  return (
    <table className="admin-table">
      <caption className="sr-only">{t("list")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("action")}</th>
          <th scope="col">{t("at")}</th>
          <th scope="col">{t("actor")}</th>
          <th scope="col">{t("target")}</th>
          <th scope="col">{t("reason")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row" translate="no">
              {entry.action}
            </th>
            <td>
              <time dateTime={entry.at}>{formatDateTime(entry.at, "UTC")}</time>
            </td>
            <td translate="no">{entry.actor_name}</td>
            <td>
              <Target entry={entry} />
            </td>
            <td dir="auto">
              <span>{entry.reason ?? "–"}</span>
              {detailText(entry) !== "" && <small translate="no">{detailText(entry)}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
