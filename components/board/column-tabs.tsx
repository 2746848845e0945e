import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useStore } from "@/hooks/board/store-context";
import { useClock } from "@/hooks/browser/use-now";
import { COLUMNS, type Column, type Columns } from "@/lib/board/model/columns";
import { countLate } from "@/lib/board/model/deadlines";
import type { BoardOrder } from "@/lib/orders/model/schema";

interface ColumnTabsProps {
  columns: Columns;
  chosen: Column;
  onChoose: (column: Column) => void;
}

export function ColumnTabs({ columns, chosen, onChoose }: ColumnTabsProps) {
  const t = useTranslations("partner.column");
  return (
    <nav aria-label={t("tabs")} className="column-tabs tab-list">
      {COLUMNS.map((column) => (
        <button
          key={column}
          type="button"
          className="tab"
          data-stage={column}
          data-column={column}
          aria-current={column === chosen ? "true" : undefined}
          onClick={() => onChoose(column)}
        >
          <span>{column === "out" ? t("tab_out") : t(column)}</span>
          <TabCount orders={columns[column]} />
        </button>
      ))}
    </nav>
  );
}

function TabCount({ orders }: { orders: readonly BoardOrder[] }) {
  const t = useTranslations("partner.column");
  const late = useClock(
    useCallback((now: number) => countLate(orders, now), [orders]),
    useStore().renderedAt,
  );
  return (
    <span>
      <data value={orders.length}>{orders.length}</data>
      {late > 0 && (
        <span className="tab-late">
          <span aria-hidden="true">{` ▲ ${late}`}</span>
          <span className="sr-only">{`, ${t("late", { count: late })}`}</span>
        </span>
      )}
    </span>
  );
}
