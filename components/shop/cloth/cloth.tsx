import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Words } from "@/components/ui/words";
import type { StoreLook } from "@/lib/stores/model/look";
import "./cloth.css";

export interface ClothProps extends ComponentProps<"div"> {
  look: StoreLook;
}

/** A decoration: nothing is written on it. `data-cloth` on an element around it sets the colours for that element, too. */
export function Cloth({ look, className, children, ...props }: ClothProps) {
  return (
    <div
      data-slot="cloth"
      data-cloth={look.cloth_colours}
      data-pattern={look.cloth_pattern}
      className={cn("cloth", className)}
      {...props}
    >
      <span aria-hidden="true" className="cloth-figure" />
      <Words>{children}</Words>
    </div>
  );
}
