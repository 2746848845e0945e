import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Words } from "@/components/ui/words";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "size"> {
  label: ReactNode;
  description?: ReactNode;
  aside?: ReactNode;
}

export function Checkbox({ label, description, aside, className, ...props }: CheckboxProps) {
  return (
    <label data-slot="checkbox" className={cn("choice", className)}>
      <input type="checkbox" className="choice-input" {...props} />
      <span className="choice-text">
        <Words>{label}</Words>
        {description !== undefined && <small>{description}</small>}
      </span>
      {aside !== undefined && <span className="choice-aside">{aside}</span>}
    </label>
  );
}
