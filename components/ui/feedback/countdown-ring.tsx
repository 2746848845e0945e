import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { formatDuration } from "@/lib/text/format";

export interface CountdownRingProps {
  /** Seconds left; negative values count as zero. */
  remaining: number;
  /** Seconds of the full ring. */
  total: number;
  size?: "md" | "lg";
  /** Shows `26` instead of `0:26`. */
  inSeconds?: boolean;
  className?: string;
}

export function CountdownRing({
  remaining,
  total,
  size = "md",
  inSeconds = false,
  className,
}: CountdownRingProps) {
  const t = useTranslations("common");
  const left = Math.max(0, remaining);
  const share = total > 0 ? Math.min(1, left / total) : 0;
  const time = formatDuration(left);
  const circle = { cx: 22, cy: 22, r: 19.5, pathLength: 1 };
  return (
    <span
      data-slot="countdown-ring"
      role="timer"
      aria-label={t("time_left", { time })}
      className={cn("countdown-ring", size === "lg" && "countdown-ring-lg", className)}
    >
      <svg aria-hidden="true" viewBox="0 0 44 44" className="countdown-ring-arc">
        <circle {...circle} />
        <circle {...circle} strokeDasharray="1 1" strokeDashoffset={(share - 1).toFixed(4)} />
      </svg>
      <span aria-hidden="true" translate="no">
        {inSeconds ? Math.trunc(left) : time}
      </span>
    </span>
  );
}
