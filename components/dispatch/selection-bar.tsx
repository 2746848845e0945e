"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { canRelease } from "@/lib/dispatch/model/screen/possible";

interface SelectionBarProps {
  selected: readonly string[];
  onGive: () => void;
  onClear: () => void;
}

/** At the foot of the list, over no order: the list ends above it. */
export function SelectionBar({ selected, onGive, onClear }: SelectionBarProps) {
  const t = useTranslations("dispatch.screen.act");
  const { orders, ask } = useDispatchScreen();
  const releasable = orders.filter((order) => selected.includes(order.id) && canRelease(order));
  return (
    <div className="dispatch-selection">
      <p>{t("count", { count: selected.length })}</p>
      <Button variant="go" onClick={onGive}>
        <span>{t("give")}</span>
        <Kbd>G</Kbd>
      </Button>
      {releasable.length > 0 && (
        <Button onClick={() => ask({ kind: "release", orderIds: releasable.map(({ id }) => id) })}>
          <span>{t("release")}</span>
        </Button>
      )}
      <Button variant="ghost" onClick={onClear}>
        <span>{t("clear")}</span>
        <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}
