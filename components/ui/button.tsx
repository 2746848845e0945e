import type { ComponentProps, MouseEvent } from "react";
import { type ButtonVariants, buttonVariants } from "@/components/ui/button-variants";
import { Spinner } from "@/components/ui/feedback/spinner";
import type { Stage } from "@/components/ui/stage";
import { Words } from "@/components/ui/words";
import { cn } from "./cn";

export interface ButtonProps extends ComponentProps<"button">, ButtonVariants {
  /** Keeps the focus and ignores presses while a request is pending. */
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
      // Not `disabled`: a disabled button loses the focus.
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? refuse : onClick}
      {...props}
    >
      {pending && <Spinner />}
      <Words>{children}</Words>
    </button>
  );
}
