"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/form/select";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/hooks/browser/show-toast";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { STORE_ROLES, type StoreRole, storeRoleSchema } from "@/lib/auth/model/store-roles";
import type { Member } from "@/lib/team/model/schema";

interface MemberListProps {
  tenantId: string;
  ownId: string;
  members: readonly Member[];
  onChanged: () => void;
  onRemoved: () => void;
}

export function MemberList({ tenantId, ownId, members, onChanged, onRemoved }: MemberListProps) {
  const t = useTranslations("team");
  const stateText = useStateText();
  const router = useRouter();
  const changeRole = useCommand("change_member_role");
  const removeMember = useCommand("remove_member");
  const [asked, setAsked] = useState<Member | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  /** The role that an owner has chosen for themself, and has not confirmed: an arrow key alone chooses in a list. */
  const [ownRole, setOwnRole] = useState<StoreRole | null>(null);
  /** The roles that were chosen here and are not answered. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, StoreRole>>(new Map());
  const isOwn = asked?.id === ownId;

  const complain = (message: string | undefined) =>
    showToast((toast) => toast.error(message ?? stateText("no_answer.fleet")));

  async function choose({ id, name }: Member, role: StoreRole) {
    setChosen((before) => new Map(before).set(id, role));
    const input = { tenant_id: tenantId, user_id: id, role };
    const result = await changeRole(input, { key: newKey() }).catch(() => null);
    setChosen((before) => new Map([...before].filter(([other]) => other !== id)));
    onChanged();
    if (result?.ok === true) showToast((toast) => toast(t(`role_changed_${role}`, { name })));
    else complain(result?.message);
  }

  function ask(member: Member, role: StoreRole) {
    if (member.id === ownId && role !== member.role) setOwnRole(role);
    else void choose(member, role);
  }

  const stepDown = () =>
    startTransition(async () => {
      const own = members.find(({ id }) => id === ownId);
      if (own !== undefined && ownRole !== null) await choose(own, ownRole);
      setOwnRole(null);
    });

  const remove = () =>
    startTransition(async () => {
      if (asked === null) return;
      const input = { tenant_id: tenantId, user_id: asked.id };
      const result = await removeMember(input, { key: newKey() }).catch(() => null);
      if (result?.ok !== true) return complain(result?.message);
      setOpen(false);
      if (isOwn) return router.push("/partner");
      onRemoved();
      showToast((toast) => toast(t("removed", { name: asked.name })));
    });

  return (
    <>
      <ul className="fleet-list">
        {members.map((member) => {
          const { id, name, email, role } = member;
          const shown = id === ownId ? t("you", { name }) : name;
          return (
            <li key={id}>
              <div>
                <h3 className="text-lg">{shown}</h3>
                <p className="text-soft">{email}</p>
              </div>
              <Select
                className="w-auto"
                aria-label={t("role_of", { name })}
                value={chosen.get(id) ?? role}
                disabled={chosen.has(id)}
                onChange={(event) => ask(member, storeRoleSchema.parse(event.currentTarget.value))}
              >
                {STORE_ROLES.map((other) => (
                  <option key={other} value={other}>
                    {t(`role.${other}`)}
                  </option>
                ))}
              </Select>
              <Button
                aria-label={id === ownId ? undefined : t("remove_named", { name })}
                onClick={() => {
                  setAsked(member);
                  setOpen(true);
                }}
              >
                {t(id === ownId ? "leave" : "remove")}
              </Button>
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        danger
        open={isOpen}
        onOpenChange={setOpen}
        title={isOwn ? t("leave_title") : t("remove_title", { name: asked?.name ?? "" })}
        description={t(isOwn ? "leave_lead" : "remove_lead")}
        confirmLabel={t(isOwn ? "leave_confirm" : "remove_confirm")}
        cancelLabel={t("keep")}
        onConfirm={remove}
        pending={isPending}
      />
      <ConfirmDialog
        danger
        open={ownRole !== null}
        onOpenChange={(open) => !open && setOwnRole(null)}
        title={t("step_down_title")}
        description={t("step_down_lead")}
        confirmLabel={t("step_down_confirm")}
        cancelLabel={t("keep_role")}
        onConfirm={stepDown}
        pending={isPending}
      />
    </>
  );
}
