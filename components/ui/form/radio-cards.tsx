"use client";

import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { Words } from "@/components/ui/words";

export interface RadioCard<Value extends string> {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  aside?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps<Value extends string> {
  legend: ReactNode;
  name: string;
  options: readonly RadioCard<Value>[];
  /** Controlled when `onValueChange` is given; otherwise the form keeps the value. */
  value?: Value | null;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  required?: boolean;
  error?: ReactNode;
  hideLegend?: boolean;
  className?: string;
}

export function RadioCards<Value extends string>({
  legend,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  required,
  error,
  hideLegend = false,
  className,
}: RadioCardsProps<Value>) {
  const errorId = useId();
  const hasError = Boolean(error);
  return (
    <fieldset
      data-slot="radio-cards"
      className={cn("radio-cards", className)}
      aria-describedby={hasError ? errorId : undefined}
    >
      <legend className={hideLegend ? "sr-only" : "field-label mb-2"}>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="radio"
            className="choice-input"
            name={name}
            value={option.value}
            required={required}
            disabled={option.disabled}
            aria-invalid={hasError || undefined}
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
            onChange={() => onValueChange?.(option.value)}
          />
          <span className="choice-text">
            <Words>{option.label}</Words>
            {option.description !== undefined && <small>{option.description}</small>}
          </span>
          {option.aside !== undefined && <span className="choice-aside">{option.aside}</span>}
        </label>
      ))}
      {hasError && (
        <p id={errorId} className="field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
