import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/riding/riding.css";

export default function RiderLoading() {
  const t = useTranslations("rider");
  return (
    <div className="ride" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <div className="ride-top">
        <Skeleton className="h-6 w-40" />
      </div>
      <div className="ride-line" />
      <main id="main" className="ride-main">
        <div className="ride-screen">
          <Skeleton className="mt-4 h-10 w-4/5" />
          <Skeleton className="mt-4 h-44" />
          <Skeleton className="mt-4 h-24" />
          <div className="ride-foot">
            <div className="ride-slot" />
            <Skeleton className="h-[4.5rem]" />
          </div>
        </div>
      </main>
    </div>
  );
}
