"use client";

import { useTranslations } from "next-intl";
import { useLayoutEffect, useRef, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { StageBadge } from "@/components/ui/feedback/badge";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { formatDateTime } from "@/lib/text/format";

export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly kind: "dead" | "retrying" | "scheduled";
  readonly error: string | null;
  readonly attempts: number;
  readonly failed_at: string;
  /** Start of the next attempt; null when only a person can run the job again. */
  readonly next_at: string | null;
}

interface FailedJobRowProps {
  job: FailedJob;
  /** Called when the row goes while it has the focus. */
  onFocusLost: () => void;
}

function FailedJobRow({ job, onFocusLost }: FailedJobRowProps) {
  const t = useTranslations("admin.jobs.failed");
  const stateText = useStateText();
  const refresh = useRefresh();
  const retryJob = useCommand("retry_job");
  const [isPending, startTransition] = useTransition();
  const row = useRef<HTMLLIElement>(null);
  const time = formatDateTime(job.failed_at, "UTC");

  useLayoutEffect(() => {
    const element = row.current;
    return () => {
      if (element?.contains(document.activeElement)) onFocusLost();
    };
  }, [onFocusLost]);

  const retry = () =>
    startTransition(async () => {
      const result = await retryJob({ job_id: job.id }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) showToast((toast) => toast(t("done", { job: job.name })));
      else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.job")));
      if (result !== null) refresh();
    });

  return (
    <li ref={row} className="job-failure">
      <div>
        <div className="job-head">
          <h3 translate="no">{job.name}</h3>
          <StageBadge stage={job.kind === "dead" ? "late" : "new"}>{t(`kind.${job.kind}`)}</StageBadge>
        </div>
        <p dir="auto">{job.error ?? t("no_reason")}</p>
        <p className="job-note">
          <time dateTime={job.failed_at} className="font-sans">
            {t("attempts", { count: job.attempts, time })}
          </time>
          {job.next_at !== null && (
            <span>{` ${t("next", { time: formatDateTime(job.next_at, "UTC") })}`}</span>
          )}
        </p>
      </div>
      <Button aria-label={t("again_named", { job: job.name, time })} pending={isPending} onClick={retry}>
        {t("again")}
      </Button>
    </li>
  );
}

interface FailedJobsProps {
  jobs: readonly FailedJob[];
  path: string;
  /** True for the pages after the first. */
  isOlder: boolean;
  nextCursor: string | null;
}

export function FailedJobs({ jobs, path, isOlder, nextCursor }: FailedJobsProps) {
  const t = useTranslations("admin.jobs.failed");
  const heading = useRef<HTMLHeadingElement>(null);
  const focusHeading = useRef(() => heading.current?.focus());
  return (
    <Card aria-labelledby="failed" className="grid grid-cols-1 gap-3">
      <h2 id="failed" ref={heading} tabIndex={-1} className="text-xl">
        {t(isOlder ? "title_older" : "title")}
      </h2>
      {jobs.length === 0 ? (
        <p className="text-soft">{t(isOlder ? "none_older" : "none")}</p>
      ) : (
        <ul className="job-rows">
          {jobs.map((job) => (
            <FailedJobRow key={job.id} job={job} onFocusLost={focusHeading.current} />
          ))}
        </ul>
      )}
      {(isOlder || nextCursor !== null) && (
        <nav aria-label={t("pages")} className="flex flex-wrap gap-2">
          {isOlder && <ButtonLink href={path}>{t("newest")}</ButtonLink>}
          {nextCursor !== null && (
            <ButtonLink href={`${path}?${new URLSearchParams({ cursor: nextCursor })}`} className="ms-auto">
              {t("older")}
            </ButtonLink>
          )}
        </nav>
      )}
    </Card>
  );
}
