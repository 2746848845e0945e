import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

export interface DishAddProps {
  /** The dish's name for the button, or with another word than the button of its row. */
  label: string;
  inCart: number;
  /** Absent when a choice is needed first: the dish itself opens then, and this only shows where to press. */
  onAdd: (() => void) | undefined;
}

/** A plus, or the dish's count once it is in the cart. */
export function DishAdd({ label, inCart, onAdd }: DishAddProps) {
  const t = useTranslations("shop.menu");
  const shown = inCart > 0 ? <span>{inCart}</span> : <Plus aria-hidden="true" />;
  if (onAdd === undefined)
    return (
      <>
        <span aria-hidden="true" className="dish-add" data-counts={inCart > 0 || undefined}>
          {shown}
        </span>
        {inCart > 0 && <VisuallyHidden>{t("in_cart", { count: inCart })}</VisuallyHidden>}
      </>
    );
  return (
    <button
      type="button"
      className="dish-add"
      data-counts={inCart > 0 || undefined}
      aria-label={inCart > 0 ? t("again", { label, count: inCart }) : label}
      onClick={onAdd}
    >
      {shown}
    </button>
  );
}
