import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

const ROWS = ["first", "second", "third", "fourth", "fifth", "sixth"];

export default function MenuLoading() {
  const t = useTranslations("shop");
  return (
    <>
      <Skeleton className="shop-cloth shop-cloth-menu rounded-none" />
      <div aria-busy="true" className="grid grid-cols-1 gap-3">
        <VisuallyHidden>{t("loading")}</VisuallyHidden>
        <Skeleton className="h-8 w-36" />
        <Skeleton className="h-11 w-2/3 max-w-md" />
        <Skeleton className="h-12 max-w-2xl" />
        <Skeleton className="h-15 w-80 max-w-full" />
        <Skeleton className="my-2 h-10" />
        <div className="grid items-start gap-x-10 lg:grid-cols-[minmax(0,1fr)_21.25rem]">
          <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
            {ROWS.map((row) => (
              <div key={row} className="grid grid-cols-[4rem_minmax(0,1fr)_3.5rem] gap-3.5">
                <Skeleton className="h-16 rounded-full" />
                <div className="grid content-start gap-2">
                  <Skeleton className="h-6 w-1/2" />
                  <Skeleton className="h-5 w-5/6" />
                </div>
                <Skeleton className="h-6" />
              </div>
            ))}
          </div>
          <Skeleton className="hidden h-44 lg:block" />
        </div>
      </div>
    </>
  );
}
