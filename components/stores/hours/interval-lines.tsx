"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/form/input";
import { IconButton } from "@/components/ui/icon-button";
import { type DraftInterval, withKey } from "@/lib/stores/client/hours-draft";
import { HOURS_LIMITS } from "@/lib/stores/model/hours/schema";

const USUAL = { from: "11:00", to: "22:00" };

export interface IntervalLinesProps {
  /** The name of the day, for screen readers. */
  day: string;
  intervals: readonly DraftInterval[];
  onChange: (intervals: readonly DraftInterval[]) => void;
}

export function IntervalLines({ day, intervals, onChange }: IntervalLinesProps) {
  const t = useTranslations("partner.hours");
  const change = (key: number, part: Partial<DraftInterval>) =>
    onChange(intervals.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const add = useRef<HTMLButtonElement>(null);
  function remove(key: number) {
    onChange(intervals.filter((one) => one.key !== key));
    // The button is gone, and there is one to add a line once the day is no longer full.
    requestAnimationFrame(() => add.current?.focus());
  }
  return (
    <div className="hours-lines">
      {intervals.length === 0 && <p className="text-soft">{t("closed")}</p>}
      {intervals.map(({ key, from, to }) => (
        <div key={key} className="hours-line">
          <Input
            type="time"
            required
            aria-label={`${day}, ${t("from")}`}
            value={from}
            onChange={({ target }) => change(key, { from: target.value })}
          />
          <span aria-hidden="true">–</span>
          <Input
            type="time"
            required
            aria-label={`${day}, ${t("to")}`}
            value={to}
            onChange={({ target }) => change(key, { to: target.value })}
          />
          <IconButton label={t("remove", { from, to, day })} onClick={() => remove(key)}>
            <X aria-hidden="true" />
          </IconButton>
          {from !== "" && to !== "" && to <= from && <small className="text-soft">{t("next_day")}</small>}
        </div>
      ))}
      {intervals.length < HOURS_LIMITS.perDay && (
        <Button
          ref={add}
          size="sm"
          aria-label={t("add_on", { day })}
          onClick={() => onChange([...intervals, withKey(USUAL)])}
        >
          <Plus aria-hidden="true" />
          <span>{t("add")}</span>
        </Button>
      )}
    </div>
  );
}
