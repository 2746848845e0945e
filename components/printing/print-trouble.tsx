"use client";

import { useTranslations } from "next-intl";
import { use, useRef } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import { Dialog } from "@/components/ui/overlay/dialog";
import { StoreContext } from "@/hooks/board/store-context";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useNow } from "@/hooks/browser/use-now";
import { askToPrint } from "@/hooks/printing/print-request";
import { useJobWords, usePrinterWords } from "@/hooks/printing/use-job-words";
import { usePrintTicket } from "@/hooks/printing/use-print-ticket";
import type { ReadPrinting } from "@/lib/printing/client/fetch";
import type { ListedJob } from "@/lib/printing/model/schema";
import { printerState, troubleOf } from "@/lib/printing/model/trouble";
import "./printing.css";

interface PrintTroubleProps {
  store: { slug: string; time_zone: string };
  printing: ReadPrinting;
  onClose: () => void;
}

/** Stays in the page when it is closed, so that the focus returns to where it was. */
export function PrintTrouble({ isOpen, ...trouble }: PrintTroubleProps & { isOpen: boolean }) {
  const t = useTranslations("printing.board");
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && trouble.onClose()} title={t("trouble_title")}>
      <Troubles {...trouble} />
    </Dialog>
  );
}

const codeOf = ({ order_code }: ListedJob) => order_code.replace(/^ORD-/, "");

/**
 * Tickets that did not come out: failed ones with Reprint, late ones with a way to another printer, and those that are on
 * their way; and what is wrong with the printers.
 */
function Troubles({ store, printing, onClose }: PrintTroubleProps) {
  const mayManage = use(StoreContext)?.mayManage;
  const t = useTranslations("printing.board");
  const now = useNow(printing.readAt);
  const announce = useAnnounce();
  const { print, pending, problem } = usePrintTicket();
  const heading = useRef<HTMLHeadingElement>(null);
  const printerWords = usePrinterWords(store.time_zone);
  const jobWords = useJobWords(store.time_zone);
  const { jobs, printers } = troubleOf(printing, now, printing.readAt);
  const onTheirWay = printing.jobs.filter((job) => !jobs.includes(job));
  const nameOf = (id: string) => printing.printers.find((printer) => printer.id === id)?.name ?? "";

  async function reprint(job: ListedJob) {
    if (job.order_id === null || !(await print(job.order_id, job.printer_id, job.id))) return;
    announce(t("sent", { code: codeOf(job), printer: nameOf(job.printer_id) }));
    // The pressed button disappears.
    heading.current?.focus();
  }
  function printElsewhere(job: ListedJob) {
    onClose();
    askToPrint(job.order_id);
  }

  return (
    <div className="grid gap-5">
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      {printers.length > 0 && (
        <section aria-labelledby="print-printers">
          <h3 id="print-printers" className="text-base">
            {t("trouble_printers")}
          </h3>
          <ul className="print-jobs">
            {printers.map((printer) => (
              <li key={printer.id} data-failed>
                <span>{printer.name}</span>
                <span>{printerWords(printer, printerState(printer, printing.readAt))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="print-jobs">
        <h3 ref={heading} id="print-jobs" tabIndex={-1} className="text-base">
          {t("trouble_jobs")}
        </h3>
        {printing.jobs.length === 0 && <p className="text-soft">{t("trouble_none")}</p>}
        <ul className="print-jobs">
          {[...jobs, ...onTheirWay].map((job) => {
            const code = codeOf(job);
            const printer = nameOf(job.printer_id);
            return (
              <li key={job.id} data-failed={job.state === "failed" || undefined}>
                <b className="font-mono" translate="no">
                  {code}
                </b>
                <span>
                  <span>{printer}</span>
                  <span>{`: ${jobWords(job)}`}</span>
                </span>
                {job.state === "failed" && (
                  <Button
                    variant="go"
                    pending={pending === job.id}
                    aria-label={t("reprint_named", { code, printer })}
                    onClick={() => void reprint(job)}
                  >
                    {t("reprint")}
                  </Button>
                )}
                {job.state !== "failed" && jobs.includes(job) && (
                  <Button aria-label={t("elsewhere_named", { code })} onClick={() => printElsewhere(job)}>
                    {t("elsewhere")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </section>
      {mayManage !== false && (
        <ButtonLink
          href={`/partner/${store.slug}/settings/printing`}
          prefetch={false}
          className="justify-self-start"
        >
          {t("settings")}
        </ButtonLink>
      )}
    </div>
  );
}
