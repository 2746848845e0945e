import { cn } from "@/components/ui/cn";

/** A place held for what loads, in its size: give it `h-…` and `w-…`. Say "Loading" once beside a group of them. */
export function Skeleton({ className }: { className?: string }) {
  return <span data-slot="skeleton" aria-hidden="true" className={cn("skeleton", className)} />;
}
