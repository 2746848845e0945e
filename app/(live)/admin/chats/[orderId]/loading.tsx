import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

export default function AdminChatLoading() {
  const t = useTranslations("chat.admin");
  return (
    <div aria-busy="true" className="grid grid-cols-1 gap-5">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-60" />
      <Skeleton className="h-80 w-full max-w-2xl" />
    </div>
  );
}
