"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { InvitationList } from "@/components/invitations/invitation-list";
import { InviteForm } from "@/components/invitations/invite-form";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { STORE_ROLES, type StoreRole, storeRoleSchema } from "@/lib/auth/model/store-roles";
import { teamChannel } from "@/lib/team/model/channel";
import type { Team } from "@/lib/team/model/schema";
import { MemberList } from "./member-list";

interface TeamScreenProps {
  store: { id: string; timeZone: string };
  ownId: string;
  team: Team;
  /** The cursor at which the team was read. */
  since: string | undefined;
}

/** The members of a store and its open invitations. What other owners change appears by itself. */
export function TeamScreen({ store, ownId, team, since }: TeamScreenProps) {
  const t = useTranslations("team");
  const invitations = useTranslations("invitations");
  const inviteMember = useCommand("invite_member");
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  const heading = useRef<HTMLHeadingElement>(null);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [role, setRole] = useState<StoreRole>("staff");
  useChannel(teamChannel.of(store.id), { team_changed: refresh, reset: refreshSoon }, { since });
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
          {t("members")}
        </h2>
        <MemberList
          tenantId={store.id}
          ownId={ownId}
          members={team.members}
          onChanged={refresh}
          onRemoved={() => {
            refresh();
            heading.current?.focus();
          }}
        />
      </Card>
      <Card className="grid gap-3">
        <h2 className="text-xl">{invitations("title")}</h2>
        <InvitationList
          invitations={team.invitations.filter(({ id }) => !gone.has(id))}
          command="withdraw_team_invitation"
          timeZone={store.timeZone}
          roleName={(invited) => (invited === "rider" ? "" : t(`role.${invited}`))}
          onWithdrawn={leave}
        />
        <InviteForm
          invite={(email) => inviteMember({ tenant_id: store.id, email, role }, { key: newKey() })}
          onInvited={refresh}
        >
          <Field label={t("role_label")} description={t(`may.${role}`)}>
            <Select
              value={role}
              onChange={(event) => setRole(storeRoleSchema.parse(event.currentTarget.value))}
            >
              {STORE_ROLES.map((name) => (
                <option key={name} value={name}>
                  {t(`role.${name}`)}
                </option>
              ))}
            </Select>
          </Field>
        </InviteForm>
      </Card>
    </div>
  );
}
