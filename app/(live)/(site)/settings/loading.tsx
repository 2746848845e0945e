import { Skeleton } from "@/components/ui/feedback/skeleton";

export default function SettingsLoading() {
  return (
    <div className="mx-auto grid max-w-3xl gap-6">
      <Skeleton className="h-9 w-40" />
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-44 w-full" />
      <Skeleton className="h-36 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}
