import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { PageLink, type PageLinkProps } from "@/components/ui/page-link";
import { Words } from "@/components/ui/words";

export interface MenuItemProps extends Omit<ComponentProps<"button">, "onSelect"> {
  onSelect?: () => void;
  danger?: boolean;
}

export function MenuItem({ onSelect, danger = false, disabled, className, ...props }: MenuItemProps) {
  return (
    <button
      data-slot="menu-item"
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={cn("menu-item", className)}
      data-danger={danger || undefined}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onSelect}
      {...props}
    />
  );
}

export function MenuLink({ className, ...props }: PageLinkProps) {
  return (
    <PageLink
      data-slot="menu-item"
      role="menuitem"
      tabIndex={-1}
      className={cn("menu-item", className)}
      {...props}
    />
  );
}

export interface MenuChoiceProps {
  checked: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuChoice({ checked, onSelect, children }: MenuChoiceProps) {
  return (
    <button
      data-slot="menu-item"
      type="button"
      role="menuitemradio"
      aria-checked={checked}
      tabIndex={-1}
      className="menu-item"
      onClick={onSelect}
    >
      <Words>{children}</Words>
      {checked && <Check aria-hidden="true" className="menu-check" />}
    </button>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <div data-slot="menu-label" role="presentation" className="menu-label">
      {children}
    </div>
  );
}

export function MenuSeparator() {
  return <hr data-slot="menu-separator" className="menu-separator" />;
}
