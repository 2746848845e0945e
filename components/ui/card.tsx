import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A quiet white panel. Never inside another one. */
export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section data-slot="card" className={cn("card", className)} {...props} />;
}
