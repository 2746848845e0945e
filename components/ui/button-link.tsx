import { type ButtonVariants, buttonVariants } from "@/components/ui/button-variants";
import { PageLink, type PageLinkProps } from "@/components/ui/page-link";
import type { Stage } from "@/components/ui/stage";
import { cn } from "./cn";

export interface ButtonLinkProps extends PageLinkProps, ButtonVariants {
  stage?: Stage | "none";
}

export function ButtonLink({ className, variant, size, stage, ...props }: ButtonLinkProps) {
  return (
    <PageLink
      data-slot="button"
      data-stage={stage}
      className={cn(buttonVariants({ variant, size }), className)}
      {...props}
    />
  );
}
