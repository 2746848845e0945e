import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Words } from "@/components/ui/words";

export interface PillProps extends ComponentProps<"span"> {
  /** Repeats what the text says. */
  dot?: "live" | "warn" | "danger" | "idle";
  detail?: ReactNode;
}

export function Pill({ dot, detail, className, children, ...props }: PillProps) {
  return (
    <span data-slot="pill" className={cn("pill", className)} {...props}>
      <PillContent dot={dot} detail={detail}>
        {children}
      </PillContent>
    </span>
  );
}

export interface PillButtonProps extends ComponentProps<"button">, Pick<PillProps, "dot" | "detail"> {}

export function PillButton({ dot, detail, className, children, type = "button", ...props }: PillButtonProps) {
  return (
    <button data-slot="pill" type={type} className={cn("pill", className)} {...props}>
      <PillContent dot={dot} detail={detail}>
        {children}
      </PillContent>
    </button>
  );
}

function PillContent({ dot, detail, children }: Pick<PillProps, "dot" | "detail" | "children">) {
  return (
    <>
      {dot !== undefined && <span aria-hidden="true" className="pill-dot" data-tone={dot} />}
      <Words>{children}</Words>
      {detail !== undefined && <small>{detail}</small>}
    </>
  );
}
