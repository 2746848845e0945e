import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

const ROWS = ["first", "second", "third", "fourth"];

export default function MenuLoading() {
  const t = useTranslations("shop");
  return (
    <div aria-busy="true" className="grid gap-3">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-5 w-36" />
      <Skeleton className="h-11 w-2/3 max-w-md" />
      <Skeleton className="h-12 max-w-2xl" />
      <Skeleton className="h-5 w-72 max-w-full" />
      <div className="grid items-start gap-x-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <Skeleton className="my-2 h-10" />
          <Skeleton className="h-7 w-40" />
          <div className="card grid gap-6 py-5">
            {ROWS.map((row) => (
              <div key={row} className="grid grid-cols-[minmax(0,1fr)_5.5rem] gap-4">
                <div className="grid gap-2">
                  <Skeleton className="h-5 w-1/2" />
                  <Skeleton className="h-4 w-5/6" />
                </div>
                <Skeleton className="h-14" />
              </div>
            ))}
          </div>
        </div>
        <Skeleton className="mt-3 hidden h-44 lg:block" />
      </div>
    </div>
  );
}
