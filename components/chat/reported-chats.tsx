import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/feedback/badge";
import type { ChatReport } from "@/lib/chat/model/report";
import { formatDateTime } from "@/lib/text/format";

/** Shows no message: reading a chat takes a reason, on the page that each report leads to. */
export function ReportedChats({ reports }: { reports: readonly ChatReport[] }) {
  const t = useTranslations("chat");
  return (
    <ul aria-label={t("reports.list")} className="grid max-w-3xl gap-5">
      {reports.map(({ id, order_id, order_code, store, room, by, reason, note, created_at }) => (
        <li key={id}>
          <Card aria-labelledby={`report-${id}`} className="grid gap-2">
            <header className="flex flex-wrap items-baseline justify-between gap-2">
              <h2 id={`report-${id}`} className="text-xl">
                <Link href={`/admin/chats/${order_id}`} prefetch={false}>
                  {t("reports.of", { code: order_code })}
                </Link>
              </h2>
              <Badge>{t(`report.reasons.${reason}`)}</Badge>
              <time dateTime={created_at} className="text-soft">
                {t("reports.at", { time: formatDateTime(created_at, "UTC") })}
              </time>
            </header>
            <p>{t("reports.by", { party: by, room: t(`room.admin.${room}`) })}</p>
            <p className="text-soft">
              <bdi>{store}</bdi>
            </p>
            {note !== "" && <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">{`“${note}”`}</p>}
          </Card>
        </li>
      ))}
    </ul>
  );
}
