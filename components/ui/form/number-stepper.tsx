"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface NumberStepperProps {
  value: number;
  onValueChange: (value: number) => void;
  label: string;
  minimum?: number;
  maximum?: number;
  step?: number;
  /** `sign` shows − and +; `step` shows −5 and +5 without the value, for use beside a button that shows it. */
  shows?: "sign" | "step";
  format?: (value: number) => ReactNode;
  size?: "md" | "lg";
  disabled?: boolean;
  className?: string;
}

/** At a bound the button stays focusable and is marked as disabled. */
export function NumberStepper({
  value,
  onValueChange,
  label,
  minimum = 0,
  maximum = 99,
  step = 1,
  shows = "sign",
  format = String,
  size = "md",
  disabled = false,
  className,
}: NumberStepperProps) {
  const t = useTranslations("common");
  const lower = Math.max(minimum, value - step);
  const higher = Math.min(maximum, value + step);
  const button = (next: number, name: string, text: string) => (
    <button
      type="button"
      className="stepper-button"
      aria-label={name}
      aria-disabled={disabled || next === value || undefined}
      onClick={() => !disabled && next !== value && onValueChange(next)}
    >
      {text}
    </button>
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a layout of its own, and this is one control
    <div
      data-slot="number-stepper"
      role="group"
      aria-label={label}
      className={cn("stepper", size === "lg" && "stepper-lg", className)}
    >
      {button(lower, t("decrease", { label, step }), shows === "step" ? `−${step}` : "−")}
      <span className={shows === "step" ? "sr-only" : "stepper-value"} aria-live="polite">
        {format(value)}
      </span>
      {button(higher, t("increase", { label, step }), shows === "step" ? `+${step}` : "+")}
    </div>
  );
}
