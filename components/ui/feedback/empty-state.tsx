import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface EmptyStateProps {
  title: ReactNode;
  children?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
  heading?: "h1" | "h2" | "h3";
  className?: string;
}

export function EmptyState({
  title,
  children,
  icon,
  actions,
  heading: Heading = "h2",
  className,
}: EmptyStateProps) {
  return (
    <div data-slot="empty-state" className={cn("state", className)}>
      {icon !== undefined && (
        <span aria-hidden="true" className="state-icon">
          {icon}
        </span>
      )}
      <Heading className="state-title">{title}</Heading>
      {children !== undefined && <div className="state-body">{children}</div>}
      {actions !== undefined && <div className="state-actions">{actions}</div>}
    </div>
  );
}
