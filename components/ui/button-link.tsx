import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonVariants, buttonVariants } from "@/components/ui/button-variants";
import type { Stage } from "@/components/ui/stage";
import { cn } from "./cn";

export interface ButtonLinkProps extends ComponentProps<typeof Link>, ButtonVariants {
  stage?: Stage | "none";
}

export function ButtonLink({ className, variant, size, stage, ...props }: ButtonLinkProps) {
  return (
    <Link
      data-slot="button"
      data-stage={stage}
      className={cn(buttonVariants({ variant, size }), className)}
      {...props}
    />
  );
}
