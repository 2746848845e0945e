import type { ComponentProps } from "react";
import type { Stage } from "@/components/ui/stage";
import { Words } from "@/components/ui/words";
import { cn } from "./cn";

export interface TicketProps extends ComponentProps<"article"> {
  stage: Stage;
  selected?: boolean;
  settles?: boolean;
}

/** Sets the stage's colour for its content. */
export function Ticket({
  stage,
  selected = false,
  settles = false,
  className,
  children,
  ...props
}: TicketProps) {
  return (
    <article
      data-slot="ticket"
      data-stage={stage}
      data-selected={selected || undefined}
      className={cn("ticket", settles && "ticket-settle", className)}
      {...props}
    >
      <span aria-hidden="true" className="ticket-edge" />
      <Words>{children}</Words>
    </article>
  );
}
