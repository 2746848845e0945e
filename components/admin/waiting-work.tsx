import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/feedback/badge";

export interface WaitingKind {
  readonly kind: "appeals" | "reports" | "jobs";
  readonly href: string;
  readonly count: number;
  /** Whether there may be more than were counted. */
  readonly isMore: boolean;
}

/** Tells admins how much of each kind waits for them, and links to the page where they do it. */
export async function WaitingWork({ kinds }: { kinds: readonly WaitingKind[] }) {
  const t = await getTranslations("admin.approvals");
  return (
    <nav aria-label={t("waiting.label")}>
      <ul className="flex flex-wrap gap-x-6 gap-y-3">
        {kinds.map(({ kind, href, count, isMore }) => (
          <li key={kind} className="flex items-center gap-2">
            <Link href={href} prefetch={false}>
              {t(`waiting.${kind}`)}
            </Link>
            <Badge>{isMore ? t("waiting.more", { count }) : String(count)}</Badge>
          </li>
        ))}
      </ul>
    </nav>
  );
}
