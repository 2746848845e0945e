import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import type { OrderLog as Log } from "@/lib/platform/model/order-log";
import { formatExactTime } from "@/lib/text/exact-time";
import { formatDateTime } from "@/lib/text/format";

interface OrderLogProps {
  log: Log;
  timeZone: string;
}

/** What the product did about an order, for admins: by itself, for each person, and by other admins. */
export function OrderLog({ log, timeZone }: OrderLogProps) {
  const t = useTranslations("admin.order");
  const time = (at: string) => (
    <time dateTime={at} title={formatDateTime(at, timeZone)}>
      {formatExactTime(at, timeZone)}
    </time>
  );
  return (
    <div className="admin-cards">
      <Part id="events" title={t("events")} none={t("no_events")} isEmpty={log.events.length === 0}>
        {log.events.map(({ offset, type, at }) => (
          <li key={offset}>
            <b translate="no">{type}</b>
            <span>{time(at)}</span>
          </li>
        ))}
      </Part>
      <Part
        id="reactions"
        title={t("reactions")}
        none={t("no_reactions")}
        isEmpty={log.reactions.length === 0}
      >
        {log.reactions.map(({ reaction, channel, behind, failures, error }) => (
          <li key={`${reaction} ${channel}`}>
            <b translate="no">{reaction}</b>
            <span>{failures > 0 ? t("failing", { count: failures }) : t("behind", { count: behind })}</span>
            {error !== null && <small dir="auto">{error}</small>}
          </li>
        ))}
      </Part>
      <Part
        id="notifications"
        title={t("notifications")}
        none={t("no_notifications")}
        isEmpty={log.notifications.length === 0}
      >
        {log.notifications.map(({ id, at, title, person, read_at, messages }) => (
          <li key={id}>
            <b>{title}</b>
            <span>{time(at)}</span>
            <small>{t(read_at === null ? "told" : "told_read", { person })}</small>
            {messages.map(({ channel, state, reason }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: messages have no id here, and their order is fixed
              <small key={place}>{t("message", { channel, state, reason: reason ?? "none" })}</small>
            ))}
          </li>
        ))}
      </Part>
      <Part id="prints" title={t("prints")} none={t("no_prints")} isEmpty={log.prints.length === 0}>
        {log.prints.map(({ id, at, printer, state }) => (
          <li key={id}>
            <b translate="no">{printer}</b>
            <span>{time(at)}</span>
            <small>{t(`print_state.${state}`)}</small>
          </li>
        ))}
      </Part>
      <Part id="audit" title={t("audit")} none={t("no_audit")} isEmpty={log.audit.length === 0}>
        {log.audit.map(({ id, at, actor_name, action, reason }) => (
          <li key={id}>
            <b translate="no">{action}</b>
            <span>{time(at)}</span>
            <small>{actor_name}</small>
            {reason !== null && <small dir="auto">{`“${reason}”`}</small>}
          </li>
        ))}
      </Part>
    </div>
  );
}

interface PartProps {
  id: string;
  title: string;
  none: string;
  isEmpty: boolean;
  children: ReactNode;
}

function Part({ id, title, none, isEmpty, children }: PartProps) {
  return (
    <Card aria-labelledby={`log-${id}`}>
      <h2 id={`log-${id}`} className="text-xl">
        {title}
      </h2>
      {isEmpty ? <p className="text-soft">{none}</p> : <ul className="admin-rows">{children}</ul>}
    </Card>
  );
}
