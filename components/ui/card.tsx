import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A white panel. Do not nest panels. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section data-slot="card" className={cn("card", className)} {...props} />;
}
