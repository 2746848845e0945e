"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { showToast } from "@/hooks/browser/show-toast";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { formatDateTime } from "@/lib/text/format";

interface FailedJob {
  id: string;
  queue: string;
  error: string | null;
  attempts: number;
  failed_at: string;
}

function FailedJobRow({ job, onRetried }: { job: FailedJob; onRetried: () => void }) {
  const t = useTranslations("admin.jobs.failed");
  const stateText = useStateText();
  const router = useRouter();
  const retryJob = useCommand("retry_job");
  const [isPending, startTransition] = useTransition();
  const time = formatDateTime(job.failed_at, "UTC");

  const retry = () =>
    startTransition(async () => {
      const result = await retryJob({ job_id: job.id }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) {
        onRetried();
        showToast((toast) => toast(t("done", { job: job.queue })));
      } else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.job")));
      router.refresh();
    });

  return (
    <li className="grid gap-x-4 gap-y-2 border-hair border-t py-3 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="wrap-anywhere">
        <h3 className="font-mono text-base">{job.queue}</h3>
        {job.error !== null && <p dir="auto">{job.error}</p>}
        <p className="text-sm text-soft">{t("attempts", { count: job.attempts, time })}</p>
      </div>
      <Button
        className="justify-self-start"
        aria-label={t("again_named", { job: job.queue, time })}
        pending={isPending}
        onClick={retry}
      >
        {t("again")}
      </Button>
    </li>
  );
}

export function FailedJobs({ jobs }: { jobs: readonly FailedJob[] }) {
  const t = useTranslations("admin.jobs.failed");
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Card aria-labelledby="failed" className="grid grid-cols-1 gap-3">
      {/* The pressed button disappears with its job, so the focus moves here. */}
      <h2 id="failed" ref={heading} tabIndex={-1} className="text-xl">
        {t("title")}
      </h2>
      {jobs.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul>
          {jobs.map((job) => (
            <FailedJobRow key={job.id} job={job} onRetried={() => heading.current?.focus()} />
          ))}
        </ul>
      )}
    </Card>
  );
}
