import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/menu/menu-editor.css";

const ROWS = ["a", "b", "c", "d", "e", "f"];

export default function MenuEditorLoading() {
  const t = useTranslations("menu");
  return (
    <div className="menu-editor" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="mb-4 h-8 w-32" />
      <Skeleton className="mb-5 h-16" />
      <div className="grid gap-1">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-20" />
        ))}
      </div>
    </div>
  );
}
