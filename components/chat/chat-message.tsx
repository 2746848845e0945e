"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/later";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuItem } from "@/components/ui/overlay/menu-item";
import { useCannedWords, useReaderLanguage } from "@/hooks/chat/canned-words";
import { useBlockInChat } from "@/hooks/chat/use-block-in-chat";
import { useTranslation } from "@/hooks/chat/use-translation";
import { chatPhotoPath } from "@/lib/chat/client/fetch";
import type { ChatMessage, ChatPage } from "@/lib/chat/model/message";
import { formatDateTime, formatTime } from "@/lib/text/format";
import { useMemberNames } from "./member-names";

const ReportDialog = lazy(later(async () => (await import("./report-dialog")).ReportDialog));
const BlockDialog = lazy(later(async () => (await import("./block-dialog")).BlockDialog));

interface ChatMessageItemProps {
  message: ChatMessage;
  chat: Pick<ChatPage, "as" | "members" | "blocked">;
  timeZone: string;
  /** Under an own message: whether it was sent, and who has seen it. */
  receipt?: string | null;
  onChanged?: () => void;
}

export function ChatMessageItem({
  message,
  chat,
  timeZone,
  receipt = null,
  onChanged,
}: ChatMessageItemProps) {
  const t = useTranslations("chat");
  const { nameOf } = useMemberNames();
  const { author, created_at, system, text } = message;
  if (system !== null || author.kind === "system")
    return (
      <li className="chat-notice">
        <span>{t("admin_read", { name: author.name, reason: text ?? "" })}</span>
      </li>
    );
  const isOwn = author.kind === chat.as;
  const name = author.name === "" ? nameOf(author.kind, chat) : author.name;
  const isAdmin = chat.as === "admin";
  return (
    <li className="chat-message" data-own={isOwn || undefined}>
      <div className="chat-by">
        <span translate="no">{isOwn ? t("you") : name}</span>
        <time dateTime={created_at}>
          {isAdmin ? formatDateTime(created_at, timeZone) : formatTime(created_at, timeZone)}
        </time>
        {!isOwn && !isAdmin && (
          <MessageMenu message={message} name={name} chat={chat} onChanged={onChanged} />
        )}
      </div>
      <div className="chat-bubble">
        <Content message={message} name={isOwn ? t("you") : name} isForeign={!isOwn} />
      </div>
      {!isOwn && message.warning !== null && (
        <p className="chat-when">
          <span aria-hidden="true">⚠</span>
          <span>{t(`warned.${message.warning}`)}</span>
        </p>
      )}
      {receipt !== null && <p className="chat-when">{receipt}</p>}
    </li>
  );
}

function Content({ message, name, isForeign }: { message: ChatMessage; name: string; isForeign: boolean }) {
  const t = useTranslations("chat");
  const { wordsOf, language } = useCannedWords();
  const [hasFailed, setFailed] = useState(false);
  const { canned, photo_id, text } = message;
  if (canned !== null)
    return (
      <p lang={language} dir="auto">
        {wordsOf(canned)}
      </p>
    );
  if (photo_id !== null)
    return hasFailed ? (
      <p>{t("photo_gone")}</p>
    ) : (
      // biome-ignore lint/performance/noImgElement: only members may see it, so that no optimiser may
      <img
        src={chatPhotoPath(message.order_id, photo_id)}
        alt={t("photo_of", { name })}
        width={288}
        height={216}
        loading="lazy"
        onError={() => setFailed(true)}
      />
    );
  return <FreeText text={text ?? ""} known={message.lang} isForeign={isForeign} />;
}

/** The original stays as it was written: translators of browsers leave it alone, and a translation stands below it. */
function FreeText({ text, known, isForeign }: { text: string; known: string | null; isForeign: boolean }) {
  const t = useTranslations("chat");
  const reader = useReaderLanguage();
  const { language, isOffered, translation, translate, hide } = useTranslation(text, known, reader);
  return (
    <>
      <p translate="no" lang={language ?? undefined} dir="auto">
        {text}
      </p>
      {translation.state === "done" && (
        <p lang={reader} dir="auto">
          <span>{translation.text}</span>
          <small>{t("translated", { language: languageName(translation.from, reader) })}</small>
        </p>
      )}
      {translation.state === "failed" && <p role="status">{t("translate_failed")}</p>}
      {isForeign && isOffered && (
        <Button
          variant="link"
          size="sm"
          pending={translation.state === "pending"}
          onClick={translation.state === "done" ? hide : translate}
        >
          {t(
            translation.state === "done"
              ? "original"
              : translation.state === "pending"
                ? "translating"
                : "translate",
          )}
        </Button>
      )}
    </>
  );
}

function languageName(language: string, reader: string): string {
  return new Intl.DisplayNames([reader, "en"], { type: "language" }).of(language) ?? language;
}

interface MessageMenuProps extends Pick<ChatMessageItemProps, "message" | "chat" | "onChanged"> {
  name: string;
}

function MessageMenu({ message, name, chat, onChanged }: MessageMenuProps) {
  const t = useTranslations("chat");
  const [asked, setAsked] = useState<"report" | "block" | null>(null);
  const { setBlocked } = useBlockInChat(message.order_id, chat.as, onChanged);
  const { kind } = message.author;
  if (kind === "system") return null;
  const isBlocked = chat.blocked.includes(kind);
  const close = () => setAsked(null);
  return (
    <>
      <Menu
        label={<Ellipsis aria-hidden="true" />}
        aria-label={t("more", { name })}
        variant="ghost"
        size="sm"
        align="end"
        className="button-icon chat-more"
      >
        <MenuItem onSelect={() => setAsked("report")}>{t("report.open")}</MenuItem>
        {isBlocked ? (
          <MenuItem onSelect={() => void setBlocked(kind, name, false)}>{t("unblock", { name })}</MenuItem>
        ) : (
          <MenuItem danger onSelect={() => setAsked("block")}>
            {t("block.open", { name })}
          </MenuItem>
        )}
      </Menu>
      <Suspense fallback={null}>
        {asked === "report" && <ReportDialog message={message} name={name} onClose={close} />}
        {asked === "block" && (
          <BlockDialog name={name} block={() => setBlocked(kind, name, true)} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
