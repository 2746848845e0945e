import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { COLUMNS } from "@/lib/board/model/columns";
import "./board.css";

const TICKETS = { new: ["a", "b"], preparing: ["a", "b", "c"], ready: ["a"], out: ["a", "b"], done: [] };

export function BoardSkeleton() {
  const t = useTranslations("partner");
  return (
    <div className="store" data-board aria-busy="true">
      <div className="site-header">
        <div className="site-header-row h-14 px-[1.125rem]">
          <Skeleton className="h-6 w-64" />
        </div>
      </div>
      <main id="main" className="store-main">
        <VisuallyHidden>{t("loading")}</VisuallyHidden>
        <div className="board">
          <div className="board-columns">
            {COLUMNS.map((column) => (
              <div
                key={column}
                className="board-column"
                data-column={column}
                data-collapsed={column === "done" || undefined}
                data-chosen={column === "new" || undefined}
              >
                <div className="board-column-tickets">
                  <Skeleton className="h-4 w-24 max-w-full" />
                  {TICKETS[column].map((ticket) => (
                    <Skeleton key={ticket} className="h-44 shrink-0" />
                  ))}
                </div>
              </div>
            ))}
          </div>
        </div>
      </main>
    </div>
  );
}
