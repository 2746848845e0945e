"use client";

import { MonitorSmartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Banner } from "@/components/ui/feedback/banner";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { useDevices } from "@/hooks/stores/use-devices";
import { useThisDevice } from "@/hooks/stores/use-this-device";
import type { Device, Devices } from "@/lib/stores/model/devices/schema";
import { DeviceName } from "./device-name";
import { DeviceRow } from "./device-row";
import "./devices.css";

interface DevicesPanelProps {
  store: { id: string; slug: string; timeZone: string };
  devices: Devices;
}

/** A store's devices. What they report appears by itself, within seconds. */
export function DevicesPanel({ store, devices: fromServer }: DevicesPanelProps) {
  const t = useTranslations("partner.devices");
  const stateText = useStateText();
  const announce = useAnnounce();
  const { data, isError, refetch } = useDevices(store, fromServer);
  const endDevice = useCommand("end_device");
  const thisDevice = useThisDevice();
  const [pending, setPending] = useState<string | null>(null);
  const [note, setNote] = useState<{ tone: "info" | "danger"; text: string } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const renderedAt = Date.parse(fromServer.read_at);

  async function end({ id, name }: Device) {
    if (pending !== null) return;
    setPending(id);
    const result = await endDevice({ tenant_id: store.id, device_id: id }, { key: newKey() }).catch(
      () => null,
    );
    setPending(null);
    const isDone = result?.ok === true;
    const text = isDone ? t("was_ended", { name }) : (result?.message ?? stateText("no_answer.device"));
    setNote({ tone: isDone ? "info" : "danger", text });
    announce({ message: text, urgent: !isDone });
    await refetch();
    // The pressed button has gone.
    if (isDone) list.current?.focus();
  }

  return (
    <div ref={list} tabIndex={-1} className="devices">
      {note !== null && <Banner tone={note.tone}>{note.text}</Banner>}
      {isError && <Banner tone="danger">{t("stale")}</Banner>}
      {data.devices.length === 0 ? (
        <EmptyState icon={<MonitorSmartphone />} title={t("none_title")}>
          {t("none_body")}
        </EmptyState>
      ) : (
        <ul className="device-list">
          {data.devices.map((device) => (
            <li key={device.id}>
              <DeviceRow
                device={device}
                isThis={device.id === thisDevice?.id}
                timeZone={store.timeZone}
                renderedAt={renderedAt}
                isEnding={pending === device.id}
                onEnd={() => void end(device)}
              />
            </li>
          ))}
        </ul>
      )}
      <DeviceName device={thisDevice} />
    </div>
  );
}
