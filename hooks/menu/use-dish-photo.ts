"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { shrinkPhoto } from "@/hooks/browser/shrink-photo";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { uploadPhoto } from "@/lib/menu/client/upload-photo";
import type { MenuItem } from "@/lib/menu/model/schema";

const MB = 1024 * 1024;

export type PhotoState =
  | { phase: "idle" }
  /** The dish does not exist yet: the file is sent when it does. */
  | { phase: "chosen"; file: File }
  /** `share` is 0 to 1; at 1 the server is working on it. */
  | { phase: "uploading"; file: File; share: number }
  | { phase: "removing" }
  /** `again` is the file to try again with; null: another one is needed. */
  | { phase: "failed"; message: string; again: File | null };

export interface PhotoControl {
  state: PhotoState;
  isBusy: boolean;
  choose: (file: File) => void;
  /** Sends a file for a dish. True when it is stored. */
  send: (file: File, itemId: string) => Promise<boolean>;
  retry: () => void;
  cancel: () => void;
  remove: () => void;
}

interface Options {
  tenant: { id: string; slug: string };
  /** Null for a dish that is not created yet. */
  item: MenuItem | null;
  /** The largest file, in MB. */
  limitMb: number;
  isOpen: boolean;
  /** The dish with its new photo, or with none. */
  onChanged: (item: MenuItem) => void;
}

/** Uploads and removes the photo of one dish. Everything is saved at once, apart from the form around it. */
export function useDishPhoto({ tenant, item, limitMb, isOpen, onChanged }: Options): PhotoControl {
  const t = useTranslations("menu.photo");
  const stateText = useStateText();
  const announce = useAnnounce();
  const removePhoto = useCommand("remove_item_photo");
  const [state, setState] = useState<PhotoState>({ phase: "idle" });
  const sending = useRef<AbortController | null>(null);

  const cancel = () => sending.current?.abort();
  useEffect(() => {
    if (!isOpen) sending.current?.abort();
  }, [isOpen]);
  useEffect(() => () => sending.current?.abort(), []);

  function failed(message: string, again: File | null) {
    setState({ phase: "failed", message, again });
    announce({ message, urgent: true });
  }

  async function send(file: File, itemId: string): Promise<boolean> {
    if (sending.current !== null) return false;
    const controller = new AbortController();
    sending.current = controller;
    setState({ phase: "uploading", file, share: 0 });
    announce(t("uploading", { name: file.name }));
    const sent = await shrinkPhoto(file, limitMb * MB);
    if (sent.size > limitMb * MB && !controller.signal.aborted) {
      sending.current = null;
      failed(t("too_large", { name: file.name, limit: limitMb }), null);
      return false;
    }
    const answer = await uploadPhoto({
      slug: tenant.slug,
      itemId,
      file: sent,
      signal: controller.signal,
      onProgress: (share) => setState({ phase: "uploading", file, share }),
    });
    sending.current = null;
    switch (answer.kind) {
      case "stored":
        setState({ phase: "idle" });
        announce(t("stored"));
        onChanged(answer.item);
        return true;
      case "cancelled":
        setState({ phase: "idle" });
        announce(t("cancelled"));
        return false;
      case "refused":
        failed(answer.message, answer.isFinal ? null : file);
        return false;
      case "no_answer":
        failed(stateText("no_answer.photo"), file);
        return false;
    }
  }

  function choose(file: File) {
    if (sending.current !== null || state.phase === "removing") return;
    if (item !== null) void send(file, item.id);
    else {
      setState({ phase: "chosen", file });
      announce(t("chosen", { name: file.name }));
    }
  }

  async function remove() {
    if (state.phase === "chosen") return setState({ phase: "idle" });
    if (item === null || sending.current !== null || state.phase === "removing") return;
    setState({ phase: "removing" });
    const input = { tenant_id: tenant.id, item_id: item.id };
    const result = await removePhoto(input, { key: newKey() }).catch(() => null);
    if (result?.ok !== true) return failed(result?.message ?? stateText("no_answer.menu"), null);
    setState({ phase: "idle" });
    announce(t("removed"));
    onChanged(result.data);
  }

  return {
    state,
    isBusy: state.phase === "uploading" || state.phase === "removing",
    choose,
    send,
    retry: () => state.phase === "failed" && state.again !== null && choose(state.again),
    cancel,
    remove: () => void remove(),
  };
}
