"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { countChosen, groupFault, isSingleChoice, type OptionGroup } from "@/lib/cart/model/choice";
import { formatMoney } from "@/lib/text/format";

export interface OptionGroupFieldProps {
  group: OptionGroup;
  chosen: ReadonlySet<string>;
  currency: string;
  /** True after the first attempt to add the dish. */
  showsFault: boolean;
  onChange: (chosen: ReadonlySet<string>) => void;
}

export function OptionGroupField({ group, chosen, currency, showsFault, onChange }: OptionGroupFieldProps) {
  const t = useTranslations("shop.dish");
  const faultId = useId();
  const taken = countChosen(group, chosen);
  const isFull = taken >= group.maximum;
  const replaces = group.maximum === 1;
  const fault = showsFault ? groupFault(group, chosen) : null;

  function rule(): string {
    const { minimum, maximum } = group;
    if (minimum === maximum) return t("exactly", { count: minimum });
    if (minimum === 0) return t("up_to", { maximum });
    return maximum >= group.options.length ? t("at_least", { minimum }) : t("between", { minimum, maximum });
  }

  function toggle(optionId: string) {
    const next = new Set(chosen);
    if (next.has(optionId)) {
      if (!isSingleChoice(group)) next.delete(optionId);
    } else {
      if (replaces) for (const { id } of group.options) next.delete(id);
      next.add(optionId);
    }
    onChange(next);
  }

  return (
    <fieldset aria-describedby={fault === null ? undefined : faultId} className="min-w-0">
      <legend className="flex w-full flex-wrap items-baseline justify-between gap-x-3 border-hair border-b pb-1.5">
        <span className="font-bold">{group.name}</span>
        <span className="text-[0.875rem] text-soft">{rule()}</span>
      </legend>
      {fault !== null && (
        <p id={faultId} className="field-error mt-2">
          {fault === "too_few"
            ? t("too_few", { missing: group.minimum - taken })
            : t("too_many", { surplus: taken - group.maximum, maximum: group.maximum })}
        </p>
      )}
      {group.options.map((option) => {
        const isChosen = chosen.has(option.id);
        const isBarred = !option.available || (isFull && !isChosen && !replaces);
        return (
          <label key={option.id} className={cn("choice", isBarred && "cursor-not-allowed")}>
            <input
              type={isSingleChoice(group) ? "radio" : "checkbox"}
              name={group.id}
              className="choice-input"
              checked={isChosen}
              disabled={isBarred && !isChosen}
              aria-invalid={fault === null ? undefined : true}
              onChange={() => toggle(option.id)}
            />
            <span className="choice-text">
              <bdi>{option.name}</bdi>
              {!option.available && <small>{t("option_unavailable")}</small>}
            </span>
            {option.price !== 0 && (
              <span className="choice-aside">
                {option.price > 0
                  ? t("extra", { price: formatMoney(option.price, currency) })
                  : formatMoney(option.price, currency)}
              </span>
            )}
          </label>
        );
      })}
      {isFull && !replaces && group.options.length > group.maximum && (
        <p className="text-[0.875rem] text-soft">{t("full")}</p>
      )}
    </fieldset>
  );
}
