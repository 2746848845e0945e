"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/later";
import { useStore } from "@/hooks/board/store-context";
import type { BoardOrder } from "@/lib/orders/model/schema";

const loadPrintDialog = later(async () => (await import("@/components/printing/print-dialog")).PrintDialog);
const PrintDialog = lazy(loadPrintDialog);

export function PrintRecord({ order }: { order: BoardOrder }) {
  const t = useTranslations("printing.board");
  const { tenant } = useStore();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  if (isOpen && !wasOpened) setWasOpened(true);
  useEffect(() => void loadPrintDialog(), []);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Printer aria-hidden="true" />
        <span>{t("menu")}</span>
      </Button>
      <Suspense fallback={null}>
        {wasOpened && (
          <PrintDialog isOpen={isOpen} order={order} store={tenant} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </>
  );
}
