import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/feedback/badge";
import { Words } from "@/components/ui/words";
import type { Refund } from "@/lib/refunds/model/schema";
import { formatDateTime, formatMoney } from "@/lib/text/format";

interface RefundCardProps {
  refund: Refund;
  /** Where the order is shown to this person. */
  href: string;
  /** IANA. Default: the store's. */
  timeZone?: string;
  children?: ReactNode;
}

/** A refund for the store and for admins: what happened, what is known, who pays, and what was answered. */
export function RefundCard({ refund, href, timeZone = refund.time_zone, children }: RefundCardProps) {
  const t = useTranslations("refunds");
  const title = t("card.of", {
    code: refund.order_code,
    amount: formatMoney(refund.amount, refund.currency),
  });
  const { evidence } = refund;
  const known = [
    evidence.minutes_late !== null && t("card.late", { minutes: evidence.minutes_late }),
    evidence.delivered_at !== null && t(`card.${evidence.handed_over}`),
    evidence.pin_failures > 0 && t("card.pin_failures", { count: evidence.pin_failures }),
    evidence.photo_ids.length > 0 && t("card.photos", { count: evidence.photo_ids.length }),
  ].filter((fact) => fact !== false);
  return (
    <Card aria-labelledby={`refund-${refund.id}`} className="grid gap-2">
      <header className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 id={`refund-${refund.id}`} className="text-lg">
          <Link href={href} prefetch={false}>
            {title}
          </Link>
        </h3>
        <Badge>{t(`status.${refund.status}`)}</Badge>
      </header>
      <p className="text-soft">
        {t("card.asked_by", {
          role: refund.requested_role,
          time: formatDateTime(refund.created_at, timeZone),
        })}
      </p>
      <p>{`${t(`form.reasons.${refund.reason}`)}. ${t("card.borne", { who: refund.borne_by ?? "nobody" })}`}</p>
      {refund.items.length > 0 && (
        <ul aria-label={t("card.items")}>
          {refund.items.map(({ order_item_id, quantity, name }) => (
            <li key={order_item_id} dir="auto">
              {t("card.item", { quantity, name })}
            </li>
          ))}
        </ul>
      )}
      {refund.note !== "" && (
        <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">{`“${refund.note}”`}</p>
      )}
      {known.length > 0 && (
        <ul aria-label={t("card.evidence")} className="flex flex-wrap gap-x-4 text-[0.9375rem] text-soft">
          {known.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      <Said text={refund.answer_note} />
      {refund.contest_status !== null && <p>{t("card.contest", { status: refund.contest_status })}</p>}
      <Said text={refund.contest_note} />
      <Said text={refund.contest_answer} />
      <Words>{children}</Words>
    </Card>
  );
}

function Said({ text }: { text: string | null }) {
  if (text === null || text === "") return null;
  return <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">{`“${text}”`}</p>;
}
