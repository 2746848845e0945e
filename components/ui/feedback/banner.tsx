import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";

export interface BannerProps extends Omit<ComponentProps<"div">, "title"> {
  tone?: "info" | "warn" | "danger";
  title?: ReactNode;
  actions?: ReactNode;
}

/** Announces nothing: see useAnnounce. */
export function Banner({ tone = "info", title, actions, className, children, ...props }: BannerProps) {
  return (
    <div data-slot="banner" data-tone={tone} className={cn("banner", className)} {...props}>
      <Icon name={tone} />
      <div>
        {title !== undefined && <p className="banner-title">{title}</p>}
        {children !== undefined && <div className="banner-body">{children}</div>}
      </div>
      {actions !== undefined && <div className="banner-actions">{actions}</div>}
    </div>
  );
}
