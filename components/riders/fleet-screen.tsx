"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { InvitationList } from "@/components/invitations/invitation-list";
import { InviteForm } from "@/components/invitations/invite-form";
import { Card } from "@/components/ui/card";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { fleetOf } from "@/lib/auth/model/fleet";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import type { Fleet } from "@/lib/riders/model/fleet";
import { TOWN_TIME_ZONE } from "@/lib/riders/model/town";
import { FleetList } from "./fleet-list";

interface FleetScreenProps {
  /** Null: the platform's. */
  tenantId: string | null;
  fleet: Fleet;
  /** The cursor at which the fleet was read. */
  since: string | undefined;
}

/** The riders of a fleet and its open invitations. Riders who join, leave, or go on or off shift appear by themselves. */
export function FleetScreen({ tenantId, fleet, since }: FleetScreenProps) {
  const t = useTranslations("riders.fleet");
  const invitations = useTranslations("invitations");
  const inviteRider = useCommand("invite_rider");
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  const heading = useRef<HTMLHeadingElement>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  useChannel(
    fleetChannel.of(fleetOf(tenantId)),
    {
      dispatch_changed: refresh,
      offer_made: ignore,
      offer_taken: ignore,
      offer_declined: ignore,
      offer_expired: ignore,
      rider_silent: ignore,
      rider_location: ignore,
      reset: refreshSoon,
    },
    { since },
  );
  const leave = (id: string) => {
    setGone((before) => new Set(before).add(id));
    refresh();
    // The pressed button has gone with its row.
    heading.current?.focus();
  };
  return (
    <div className="fleet">
      <Card className="grid gap-3">
        <h2 ref={heading} tabIndex={-1} className="text-xl">
          {t("riders")}
        </h2>
        <FleetList riders={fleet.riders.filter(({ id }) => !gone.has(id))} onRemoved={leave} />
      </Card>
      <Card className="grid gap-3">
        <h2 className="text-xl">{invitations("title")}</h2>
        <InvitationList
          invitations={fleet.invitations.filter(({ id }) => !gone.has(id))}
          command="withdraw_rider_invitation"
          timeZone={TOWN_TIME_ZONE}
          onWithdrawn={leave}
        />
        <InviteForm
          invite={(email) => inviteRider({ tenant_id: tenantId, email }, { key: newKey() })}
          onInvited={refresh}
        />
      </Card>
    </div>
  );
}
