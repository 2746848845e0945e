import { cn } from "@/components/ui/cn";

/** Set its size with `h-…` and `w-…`, and add "Loading" text once per group. */
export function Skeleton({ className }: { className?: string }) {
  return <span data-slot="skeleton" aria-hidden="true" className={cn("skeleton", className)} />;
}
