import type { ComponentProps, MouseEvent } from "react";
import { type ButtonVariants, buttonVariants } from "@/components/ui/button-variants";
import { Spinner } from "@/components/ui/feedback/spinner";
import type { Stage } from "@/components/ui/stage";
import { cn } from "./cn";

export interface ButtonProps extends ComponentProps<"button">, ButtonVariants {
  /** Something is under way: the button shows it, keeps its focus, and does nothing when pressed again. */
  pending?: boolean;
  stage?: Stage | "none";
}

function refuse(event: MouseEvent) {
  event.preventDefault();
}

export function Button({
  className,
  variant,
  size,
  stage,
  pending = false,
  type = "button",
  children,
  onClick,
  ...props
}: ButtonProps) {
  return (
    <button
      data-slot="button"
      data-stage={stage}
      type={type}
      className={cn(buttonVariants({ variant, size }), className)}
      // Not `disabled`: a disabled button drops the focus of whoever pressed it.
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? refuse : onClick}
      {...props}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
