"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Input } from "@/components/ui/form/input";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { IconButton } from "@/components/ui/icon-button";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { usePutFacts } from "@/hooks/stores/use-store-status";
import { draftOf, faultOf, type HoursDraft, hoursOf, withKey } from "@/lib/stores/client/hours-draft";
import { intervalsOf, LAST_ORDER, mergeHours } from "@/lib/stores/model/hours/merge";
import { HOURS_LIMITS, type Hours, WEEKDAYS, type Weekday } from "@/lib/stores/model/hours/schema";
import { IntervalLines } from "./interval-lines";
import "./hours-form.css";

export interface HoursFormProps {
  storeId: string;
  hours: Hours;
}

export function HoursForm({ storeId, hours: fromServer }: HoursFormProps) {
  const t = useTranslations("partner.hours");
  const stateText = useStateText();
  const announce = useAnnounce();
  const put = usePutFacts();
  const setHours = useCommand("set_store_hours");
  const [saved, setSaved] = useState(fromServer);
  const [draft, setDraft] = useState<HoursDraft>(() => draftOf(fromServer));
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isSaved = JSON.stringify(hoursOf(draft)) === JSON.stringify(saved);

  const setDay = (day: Weekday, intervals: HoursDraft["dates"][number]["intervals"]) =>
    setDraft({ ...draft, week: new Map(draft.week).set(day, intervals) });
  const setDates = (dates: HoursDraft["dates"]) => setDraft({ ...draft, dates });
  const addDate = useRef<HTMLButtonElement>(null);

  function removeDate(key: number) {
    setDates(draft.dates.filter((one) => one.key !== key));
    requestAnimationFrame(() => addDate.current?.focus());
  }

  function copyToAll(day: Weekday) {
    const lines = draft.week.get(day) ?? [];
    const week = new Map(WEEKDAYS.map((one) => [one, lines.map((line) => withKey(line))]));
    setDraft({ ...draft, week });
    announce(t("copied", { day: t(`day.${day}`) }));
  }

  function show(message: string) {
    setProblem(message);
    announce({ message, urgent: true });
  }

  /** Saving again then keeps what this person wrote. */
  function compare(mine: Hours, theirs: Hours) {
    const merged = mergeHours(saved, mine, theirs);
    setSaved(theirs);
    setDraft(draftOf(merged.hours));
    const parts = merged.contested.map((part) => {
      if (part === LAST_ORDER)
        return `${t("last_order")}: ${t("last_order_value", { minutes: theirs.last_order_minutes })}`;
      const intervals = intervalsOf(theirs, part);
      const times = intervals?.map(({ from, to }) => `${from}–${to}`).join(", ") ?? t("no_exception");
      return `${typeof part === "number" ? t(`day.${part}`) : part}: ${times === "" ? t("closed") : times}`;
    });
    show(t("contested", { theirs: parts.join("; ") }));
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    const fault = faultOf(draft);
    if (fault !== null) return show(t(fault));
    setPending(true);
    const hours = hoursOf(draft);
    const result = await setHours({ tenant_id: storeId, hours, before: saved }, { key: newKey() }).catch(
      () => null,
    );
    setPending(false);
    if (result?.ok === false && result.current !== undefined) return compare(hours, result.current);
    if (result?.ok !== true) return show(result?.message ?? stateText("no_answer.hours"));
    put(storeId, result.data);
    setSaved(result.data.hours);
    setDraft(draftOf(result.data.hours));
    setProblem(null);
    announce(t("saved"));
  }

  return (
    <form noValidate onSubmit={(event) => void save(event)} className="hours-form">
      <section aria-labelledby="hours-week" className="card grid gap-1">
        <h2 id="hours-week" className="text-xl">
          {t("week")}
        </h2>
        <ul className="hours-days">
          {WEEKDAYS.map((day) => (
            <li key={day} className="hours-day">
              <h3>{t(`day.${day}`)}</h3>
              <IntervalLines
                day={t(`day.${day}`)}
                intervals={draft.week.get(day) ?? []}
                onChange={(intervals) => setDay(day, intervals)}
              />
              <Button
                size="sm"
                variant="ghost"
                aria-label={t("copy_of", { day: t(`day.${day}`) })}
                onClick={() => copyToAll(day)}
              >
                {t("copy")}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <div className="grid content-start gap-4">
        <section aria-labelledby="hours-dates" className="card grid gap-3">
          <h2 id="hours-dates" className="text-xl">
            {t("exceptions")}
          </h2>
          <p className="text-soft">{t("exceptions_lead")}</p>
          <ul className="grid gap-4">
            {draft.dates.map(({ key, date, intervals }) => {
              const change = (part: Partial<HoursDraft["dates"][number]>) =>
                setDates(draft.dates.map((one) => (one.key === key ? { ...one, ...part } : one)));
              return (
                <li key={key} className="grid gap-2">
                  <div className="hours-line">
                    <Input
                      type="date"
                      required
                      aria-label={t("date")}
                      value={date}
                      onChange={({ target }) => change({ date: target.value })}
                    />
                    <IconButton label={t("remove_date", { date })} onClick={() => removeDate(key)}>
                      <X aria-hidden="true" />
                    </IconButton>
                  </div>
                  <IntervalLines
                    day={date}
                    intervals={intervals}
                    onChange={(changed) => change({ intervals: changed })}
                  />
                </li>
              );
            })}
          </ul>
          {draft.dates.length < HOURS_LIMITS.exceptions && (
            <Button
              ref={addDate}
              onClick={() => setDates([...draft.dates, withKey({ date: "", intervals: [] })])}
            >
              <Plus aria-hidden="true" />
              <span>{t("add_date")}</span>
            </Button>
          )}
        </section>
        <section className="card flex flex-wrap items-center justify-between gap-3">
          <h2 className="text-lg">{t("last_order")}</h2>
          <NumberStepper
            value={draft.lastOrderMinutes}
            onValueChange={(lastOrderMinutes) => setDraft({ ...draft, lastOrderMinutes })}
            label={t("last_order")}
            minimum={0}
            maximum={HOURS_LIMITS.lastOrderMinutes}
            step={5}
            format={(minutes) => t("last_order_value", { minutes })}
          />
        </section>
        {problem !== null && <Banner tone="danger">{problem}</Banner>}
        <Button type="submit" variant="go" size="lg" pending={isPending}>
          {t("save")}
        </Button>
        <p className="text-soft">{t(isSaved ? "is_saved" : "is_unsaved")}</p>
      </div>
    </form>
  );
}
