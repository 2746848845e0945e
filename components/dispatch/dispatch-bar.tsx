"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useClock } from "@/hooks/browser/use-now";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { formatTime } from "@/lib/text/format";

/** Says the mode of the one store, which is no button for people who may not change it. */
function ModeButton() {
  const t = useTranslations("dispatch.screen.mode");
  const { stores, ask } = useDispatchScreen();
  const [first, second] = stores;
  if (first === undefined) return null;
  const mode = second === undefined ? t(`name.${first.delivery.dispatch_mode}`) : t("several");
  if (!stores.some(({ may_change }) => may_change)) return <p className="dispatch-mode">{mode}</p>;
  return (
    <Button
      {...(second === undefined && { "aria-label": t("open", { mode }) })}
      onClick={() => ask({ kind: "mode" })}
    >
      <span>{mode}</span>
      <ChevronDown aria-hidden="true" />
    </Button>
  );
}

interface DispatchBarProps {
  late: number;
  soon: number;
}

export function DispatchBar({ late, soon }: DispatchBarProps) {
  const t = useTranslations("dispatch");
  const { scope, renderedAt, orders, riders, dispatcher, ask } = useDispatchScreen();
  const time = useClock(
    useCallback((now: number) => formatTime(new Date(now).toISOString(), scope.timeZone), [scope.timeZone]),
    renderedAt,
  );
  const free = riders.filter(({ stops, has_offer }) => stops.length === 0 && !has_offer).length;
  return (
    <header className="dispatch-bar">
      <h1>{t("title")}</h1>
      <ModeButton />
      <Button
        disabled={!dispatcher.canUndo}
        pending={dispatcher.isBusy}
        onClick={() => void dispatcher.undo()}
      >
        <span>{t("screen.undo")}</span>
        <Kbd>Z</Kbd>
      </Button>
      <Button onClick={() => ask({ kind: "keys" })}>
        <span>{t("screen.help")}</span>
        <Kbd>?</Kbd>
      </Button>
      <p className="dispatch-news" data-problem={dispatcher.news?.isProblem || undefined}>
        {dispatcher.news?.text ?? ""}
      </p>
      <dl className="dispatch-figures" aria-label={t("screen.figures")}>
        <div data-late={late > 0 || undefined}>
          <dd>{late > 0 ? `▲ ${late}` : late}</dd>
          <dt>{t("screen.late")}</dt>
        </div>
        <div>
          <dd>{soon > 0 ? `◆ ${soon}` : soon}</dd>
          <dt>{t("screen.at_risk")}</dt>
        </div>
        <div>
          <dd>{orders.length}</dd>
          <dt>{t("screen.open")}</dt>
        </div>
        <div>
          <dd>{riders.length}</dd>
          <dt>{t("screen.riders_free", { riders: riders.length, free })}</dt>
        </div>
      </dl>
      <time className="dispatch-clock">{time}</time>
    </header>
  );
}
