import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import type { Stage } from "@/components/ui/stage";
import { cn } from "@/lib/cn";

const badgeVariants = cva("badge", {
  variants: { variant: { plain: "", stage: "badge-stage", solid: "badge-solid", count: "badge-count" } },
  defaultVariants: { variant: "plain" },
});

export interface BadgeProps extends ComponentProps<"span">, VariantProps<typeof badgeVariants> {}

/** `count` is the brand's lamp: a number that wants to be seen. */
export function Badge({ variant, className, ...props }: BadgeProps) {
  return <span data-slot="badge" className={cn(badgeVariants({ variant }), className)} {...props} />;
}

export interface StageBadgeProps extends ComponentProps<"span"> {
  stage: Stage;
  solid?: boolean;
}

/** Colour and word together: the children say the stage. */
export function StageBadge({ stage, solid = false, ...props }: StageBadgeProps) {
  return <Badge data-stage={stage} variant={solid ? "solid" : "stage"} {...props} />;
}
