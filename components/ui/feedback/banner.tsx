import { Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const icons = { info: Info, warn: TriangleAlert, danger: OctagonAlert };

export interface BannerProps extends Omit<ComponentProps<"div">, "title"> {
  tone?: keyof typeof icons;
  title?: ReactNode;
  actions?: ReactNode;
}

/** Announces nothing: see useAnnounce. */
export function Banner({ tone = "info", title, actions, className, children, ...props }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div data-slot="banner" data-tone={tone} className={cn("banner", className)} {...props}>
      <Icon aria-hidden="true" />
      <div>
        {title !== undefined && <p className="banner-title">{title}</p>}
        {children !== undefined && <div className="banner-body">{children}</div>}
      </div>
      {actions !== undefined && <div className="banner-actions">{actions}</div>}
    </div>
  );
}
