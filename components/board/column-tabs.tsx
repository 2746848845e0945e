import { useTranslations } from "next-intl";
import { COLUMNS, type Column, type Columns } from "@/lib/board/model/columns";

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
          <span>{t(column)}</span>
          <data value={columns[column].length}>{columns[column].length}</data>
        </button>
      ))}
    </nav>
  );
}
