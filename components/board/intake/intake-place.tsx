import { Pill } from "@/components/ui/feedback/pill";
import type { Tenant } from "@/lib/stores/model/schema";
import { statusAt } from "@/lib/stores/model/status/status";
import { INTAKE_PLACE } from "./place";
import { dotOf, StatusText } from "./status-text";
import "./intake.css";

/** The server renders it: the control takes its place when its code has come, which the first load has no room for. */
export function IntakePlace({ tenant, now }: { tenant: Tenant; now: number }) {
  const status = statusAt(tenant, now);
  return (
    <span id={INTAKE_PLACE} className="intake-place">
      <Pill dot={dotOf(status)} className="intake-first">
        <StatusText status={status} intake={tenant.intake} timeZone={tenant.time_zone} now={now} />
      </Pill>
    </span>
  );
}
