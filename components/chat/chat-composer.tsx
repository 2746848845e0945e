"use client";

import { Camera, SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { Banner } from "@/components/ui/feedback/banner";
import { useDraft } from "@/hooks/browser/use-draft";
import { useMediaQuery } from "@/hooks/browser/use-media-query";
import { useCannedWords } from "@/hooks/chat/canned-words";
import type { RoomOf } from "@/hooks/chat/chat-key";
import { detectLanguage } from "@/hooks/chat/on-device";
import { useBlockInChat } from "@/hooks/chat/use-block-in-chat";
import { useChatPhoto } from "@/hooks/chat/use-chat-photo";
import { useReportTyping } from "@/hooks/chat/use-report-typing";
import type { SendChat } from "@/hooks/chat/use-send-chat";
import { CANNED_OF } from "@/lib/chat/model/canned";
import { CHAT_TEXT_LENGTH, type ChatPage, type ChatWarning } from "@/lib/chat/model/message";
import { warningOf } from "@/lib/chat/model/warnings";
import { formatDateTime, formatTime } from "@/lib/text/format";
import { isVisible } from "@/lib/text/visible-text";
import { useMemberNames } from "./member-names";

/** From so few characters on, the field says how many are left. */
const FEW_LEFT = 100;
/** A pause in typing (ms) after which the language is looked at. */
const PAUSE_MS = 400;

const draftSchema = z.string().check(z.maxLength(CHAT_TEXT_LENGTH));

interface ComposerProps {
  of: RoomOf;
  chat: ChatPage;
  timeZone: string;
  send: SendChat["send"];
  isMoving: boolean;
  onChanged: () => void;
}

/** Says who will see a message above the field in which it is written, or why none can be written. */
export function ChatComposer(props: ComposerProps) {
  const { chat } = props;
  return (
    <div className="chat-compose">
      {chat.stop === null ? <Compose {...props} /> : <Stopped {...props} />}
      <Blocked {...props} />
    </div>
  );
}

function Stopped({ chat, timeZone }: ComposerProps) {
  const t = useTranslations("chat");
  const until = chat.readable_until === null ? "" : formatDateTime(chat.readable_until, timeZone);
  return <p className="chat-audience">{t(`stop.${chat.stop ?? "closed"}`, { until })}</p>;
}

function Blocked({ of, chat, onChanged }: ComposerProps) {
  const t = useTranslations("chat");
  const { nameOf } = useMemberNames();
  const { setBlocked } = useBlockInChat(of.order_id, of.as, onChanged);
  return chat.blocked
    .filter((kind) => chat.members.some((one) => one.kind === kind))
    .map((kind) => {
      const name = nameOf(kind, chat);
      return (
        <p key={kind} className="chat-when">
          <span>{t("blocked", { name })}</span>
          <Button variant="link" size="sm" onClick={() => void setBlocked(kind, name, false)}>
            {t("unblock", { name })}
          </Button>
        </p>
      );
    });
}

function Compose({ of, chat, timeZone, send, isMoving }: ComposerProps) {
  const t = useTranslations("chat");
  const { othersOf } = useMemberNames();
  const [first = "", second] = othersOf(chat);
  return (
    <>
      <p className="chat-audience">
        {second === undefined ? t("audience.one", { name: first }) : t("audience.two", { first, second })}
      </p>
      {chat.closes_at !== null && (
        <p className="chat-when">{t("closes_at", { time: formatTime(chat.closes_at, timeZone) })}</p>
      )}
      <CannedReplies of={of} send={send} />
      {isMoving ? (
        <p className="chat-when">{t("moving")}</p>
      ) : (
        <WriteMessage of={of} send={send} names={second === undefined ? first : `${first}, ${second}`} />
      )}
    </>
  );
}

function CannedReplies({ of, send }: Pick<ComposerProps, "of" | "send">) {
  const t = useTranslations("chat");
  const { wordsOf, language } = useCannedWords();
  return (
    <fieldset className="chat-canned">
      <legend className="sr-only">{t("answers")}</legend>
      {CANNED_OF[of.as].map((canned) => (
        <Button key={canned} lang={language} onClick={() => send(of.room, { canned })}>
          {wordsOf(canned)}
        </Button>
      ))}
    </fieldset>
  );
}

/** Looks at the language while a person pauses, so that sending waits for nothing. */
function useTypedLanguage(text: string) {
  const language = useRef<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!isVisible(text)) return;
      void detectLanguage(text).then((found) => {
        language.current = found;
      });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return language;
}

interface WriteMessageProps extends Pick<ComposerProps, "of" | "send"> {
  /** Who will see it. */
  names: string;
}

function WriteMessage({ of, send, names }: WriteMessageProps) {
  const t = useTranslations("chat");
  const field = useId();
  const counter = useId();
  const textarea = useRef<HTMLTextAreaElement>(null);
  const [text, write, clear] = useDraft(`chat.${of.as}.${of.order_id}.${of.room}`, draftSchema, "");
  const [asked, setAsked] = useState<ChatWarning | null>(null);
  const typing = useReportTyping(of);
  const language = useTypedLanguage(text);
  const hasKeys = useMediaQuery("(pointer: fine)");
  const left = CHAT_TEXT_LENGTH - text.length;

  function sendText() {
    const words = text.trim();
    if (!isVisible(words)) return;
    send(of.room, { text: words, ...(language.current === null ? {} : { lang: language.current }) });
    write("");
    clear();
    setAsked(null);
    typing.stopped();
    textarea.current?.focus();
  }
  function submit(event?: FormEvent) {
    event?.preventDefault();
    const warning = warningOf(text);
    if (warning === null) return sendText();
    setAsked(warning);
  }
  function onKeyDown(event: KeyboardEvent) {
    // While a word is composed, Enter chooses it. On a phone it makes a new line.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || !hasKeys) return;
    submit(event);
  }

  return (
    <>
      {asked !== null && (
        <Banner
          tone="warn"
          role="alert"
          title={t(`sensitive.title.${asked}`)}
          actions={
            <>
              <Button onClick={sendText}>{t("sensitive.anyway")}</Button>
              <Button
                variant="ghost"
                onClick={() => {
                  setAsked(null);
                  textarea.current?.focus();
                }}
              >
                {t("sensitive.change")}
              </Button>
            </>
          }
        >
          {t(`sensitive.body.${asked}`, { names })}
        </Banner>
      )}
      <form className="chat-field" onSubmit={submit}>
        <label htmlFor={field} className="sr-only">
          {t("field")}
        </label>
        <PhotoButton of={of} send={send} />
        <textarea
          ref={textarea}
          id={field}
          className="input"
          rows={1}
          dir="auto"
          value={text}
          maxLength={CHAT_TEXT_LENGTH}
          aria-describedby={left <= FEW_LEFT ? counter : undefined}
          onChange={({ target }) => {
            write(target.value);
            setAsked(null);
            if (target.value === "") typing.stopped();
            else typing.typed();
          }}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" variant="go" aria-label={t("send")}>
          <SendHorizontal aria-hidden="true" />
        </Button>
      </form>
      {left <= FEW_LEFT && (
        <p id={counter} className="chat-counter">
          {t("left", { count: left })}
        </p>
      )}
    </>
  );
}

function PhotoButton({ of, send }: Pick<ComposerProps, "of" | "send">) {
  const t = useTranslations("chat");
  const input = useId();
  const photo = useChatPhoto(of, (photo_id) => send(of.room, { photo_id }));
  return (
    <>
      <span className={cn(buttonVariants({ size: "md" }), "chat-photo")}>
        <Camera aria-hidden="true" />
        <label htmlFor={input} className="sr-only">
          {t("add_photo")}
        </label>
        <input
          id={input}
          type="file"
          accept="image/*"
          disabled={photo.state === "sending"}
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen !== undefined) photo.choose(chosen);
            // The same file may be chosen again.
            currentTarget.value = "";
          }}
        />
      </span>
      {photo.state !== "none" && (
        <div className="chat-photo-state" role="status">
          {photo.state === "sending" ? (
            <span>{t("sending_photo")}</span>
          ) : (
            <>
              <span>{t("photo_failed", { reason: photo.problem ?? t("photo_unreachable") })}</span>
              <Button size="sm" onClick={photo.again}>
                {t("try_again")}
              </Button>
              <Button size="sm" variant="ghost" onClick={photo.forget}>
                {t("discard")}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}
