import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Stage } from "@/components/ui/stage";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { cn } from "./cn";

export interface Step {
  key: string;
  label: ReactNode;
  /** `stopped`: the sequence ended here without being completed. */
  state: "done" | "current" | "todo" | "stopped";
  stage?: Stage;
  note?: ReactNode;
  time?: ReactNode;
}

export interface StepListProps {
  label: string;
  steps: readonly Step[];
  className?: string;
}

export function StepList({ label, steps, className }: StepListProps) {
  const t = useTranslations("common");
  return (
    <ol data-slot="step-list" aria-label={label} className={cn("step-list", className)}>
      {steps.map((step) => (
        <li
          key={step.key}
          className="step"
          data-state={step.state}
          data-stage={step.stage}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          <span aria-hidden="true" className="step-mark">
            {step.state === "done" && <Check />}
            {step.state === "stopped" && <X />}
          </span>
          <span>
            <span className="step-label">{step.label}</span>
            <VisuallyHidden>{`, ${t(`step_${step.state}`)}`}</VisuallyHidden>
            {step.note !== undefined && <span className="step-note">{step.note}</span>}
          </span>
          {step.time !== undefined && <span className="step-time">{step.time}</span>}
        </li>
      ))}
    </ol>
  );
}
