import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import type { Stage } from "@/components/ui/stage";

const VARIANTS = { plain: "", stage: "badge-stage", solid: "badge-solid", count: "badge-count" };

export interface BadgeProps extends ComponentProps<"span"> {
  variant?: keyof typeof VARIANTS;
}

export function Badge({ variant = "plain", className, ...props }: BadgeProps) {
  return <span data-slot="badge" className={cn("badge", VARIANTS[variant], className)} {...props} />;
}

export interface StageBadgeProps extends ComponentProps<"span"> {
  stage: Stage;
  solid?: boolean;
}

export function StageBadge({ stage, solid = false, ...props }: StageBadgeProps) {
  return <Badge data-stage={stage} variant={solid ? "solid" : "stage"} {...props} />;
}
