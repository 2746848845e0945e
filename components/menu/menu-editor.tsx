"use client";

import { Plus, UtensilsCrossed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { v4 as newUuid } from "uuid";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { Menu as Actions } from "@/components/ui/overlay/menu";
import { MenuItem as Entry } from "@/components/ui/overlay/menu-item";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useDragOrder } from "@/hooks/menu/use-drag-order";
import { useMenu } from "@/hooks/menu/use-menu";
import { useMenuEditor } from "@/hooks/menu/use-menu-editor";
import { saveAsFile } from "@/lib/menu/client/save-as-file";
import { applyEdit, findItem } from "@/lib/menu/model/edit/edit";
import { formatMenuCsv } from "@/lib/menu/model/file/menu-csv";
import { toFile } from "@/lib/menu/model/file/menu-file";
import { formatMenuJson } from "@/lib/menu/model/file/menu-json";
import type { OffFor } from "@/lib/menu/model/off-until";
import type { Menu, MenuCategory, MenuItem } from "@/lib/menu/model/schema";
import { fold } from "@/lib/text/fold";
import { formatDateTime } from "@/lib/text/format";
import { CategoryName } from "./category-dialogs";
import { type CategoryHandlers, CategoryPart } from "./category-part";
import { DishForm } from "./dish-form";
import { CategoryNames, type DishHandlers, MayEditMenu } from "./dish-line";
import { FollowMenu } from "./follow-menu";
import { ImportDialog } from "./import-dialog";
import { PriceDialog } from "./price-dialog";
import "./menu-editor.css";

type Opened =
  /** `newId` is of the dish that is created: the same for every press, so that a repeated one creates no second. */
  | { kind: "dish"; item: MenuItem | null; newId: string; category: MenuCategory; isOvertaken: boolean }
  | { kind: "category"; category: MenuCategory | null }
  | { kind: "delete_category"; category: MenuCategory }
  | { kind: "delete_dish"; item: MenuItem }
  | { kind: "prices" }
  | { kind: "import" };

interface MenuEditorProps {
  menu: Menu;
  /** The cursor at which the menu was read. */
  since: string | undefined;
  /** The largest photo, in MB; null: this server keeps no photos. */
  photoLimitMb: number | null;
  /** False: the person only marks dishes and options as sold out. */
  mayEdit?: boolean;
}

/** The page arrives with so many dishes; React renders the others afterwards, in pieces. */
const FIRST_DISHES = 60;
const NONE: ReadonlySet<string> = new Set();

/** Returns the same set for all categories without a pending change, so that React does not render them again. */
function pendingIn({ items }: MenuCategory, pending: ReadonlySet<string>): ReadonlySet<string> {
  const isAffected =
    pending.size > 0 &&
    items.some(({ id, options }) => [{ id }, ...options].some((of) => pending.has(of.id)));
  return isAffected ? pending : NONE;
}

const categoryOf = (menu: Menu, itemId: string) =>
  menu.categories.find(({ items }) => items.some(({ id }) => id === itemId));

export function MenuEditor({ menu: fromServer, since, photoLimitMb, mayEdit = true }: MenuEditorProps) {
  const t = useTranslations("menu");
  const announce = useAnnounce();
  const menu = useMenu(fromServer);
  const { tenant } = menu;
  const editor = useMenuEditor(tenant.id);
  const [opened, setOpened] = useState<Opened | null>(null);
  /** A new key for each opening resets the dialog's state. */
  const [turn, setTurn] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const wanted = fold(useDeferredValue(search).trim());
  const limit = useDeferredValue(Number.POSITIVE_INFINITY, FIRST_DISHES);
  let dishesBefore = 0;
  const found = useMemo(() => {
    if (wanted === "") return null;
    const all = menu.categories.flatMap(({ items }) => items);
    return new Set(all.filter(({ name }) => fold(name).includes(wanted)).map(({ id }) => id));
  }, [menu, wanted]);

  // Handlers stay the same, so that a change of one dish renders one row.
  const present = useRef({ menu, editor });
  useEffect(() => {
    present.current = { menu, editor };
  }, [menu, editor]);

  const show = useCallback((next: Opened) => {
    // These two act on the version of the whole menu, which a change of one dish does not tell.
    if (next.kind === "prices" || next.kind === "import") present.current.editor.readAgain();
    setOpened(next);
    setTurn((before) => before + 1);
    setOpen(true);
  }, []);

  const place = useCallback(
    (itemId: string, categoryId: string, before: string | null) => {
      const { menu: now, editor: use } = present.current;
      const item = findItem(now, itemId);
      const category = now.categories.find(({ id }) => id === categoryId);
      if (item === undefined || category === undefined) return;
      const others = category.items.filter(({ id }) => id !== itemId);
      const index = others.findIndex(({ id }) => id === before);
      const at = index === -1 ? others.length : index;
      void use.edit({ name: "move_item", id: itemId, category_id: categoryId, before });
      announce(
        t("dish.moved", {
          name: item.name,
          place: at + 1,
          count: others.length + 1,
          category: category.name,
        }),
      );
    },
    [announce, t],
  );
  const drag = useDragOrder((id, { categoryId, before }) => place(id, categoryId, before));

  const dishes = useMemo<DishHandlers>(() => {
    const say = (name: string, result: { available: boolean; available_until: string | null }) => {
      if (result.available) return announce(t("off.said_on", { name }));
      const until = result.available_until;
      announce(
        until === null
          ? t("off.said_off_open", { name })
          : t("off.said_off", {
              name,
              time: formatDateTime(until, present.current.menu.tenant.time_zone),
            }),
      );
    };
    const turnItem = async (item: MenuItem, off: OffFor | null) => {
      const result = await present.current.editor.turnItem(item.id, off);
      if (result !== null) say(item.name, result);
    };
    const turnOption = async (item: MenuItem, optionId: string, off: OffFor | null) => {
      const result = await present.current.editor.turnOption(optionId, off);
      const option = result?.options.find(({ id }) => id === optionId);
      if (option !== undefined) say(`${item.name}, ${option.name}`, option);
    };
    return {
      drag,
      turnItem: (item, off) => void turnItem(item, off),
      turnOption: (item, optionId, off) => void turnOption(item, optionId, off),
      edit: (item) => {
        const category = categoryOf(present.current.menu, item.id);
        if (category !== undefined)
          show({ kind: "dish", item, newId: newUuid(), category, isOvertaken: false });
      },
      remove: (item) => show({ kind: "delete_dish", item }),
      move: (item, by) => {
        const category = categoryOf(present.current.menu, item.id);
        if (category === undefined) return;
        const index = category.items.findIndex(({ id }) => id === item.id);
        const next = category.items[by === -1 ? index - 1 : index + 2];
        place(item.id, category.id, next?.id ?? null);
      },
      moveTo: (item, categoryId) => place(item.id, categoryId, null),
    };
  }, [announce, drag, place, show, t]);

  const categories = useMemo<CategoryHandlers>(
    () => ({
      add: (category) => show({ kind: "dish", item: null, newId: newUuid(), category, isOvertaken: false }),
      rename: (category) => show({ kind: "category", category }),
      remove: (category) => show({ kind: "delete_category", category }),
      move: (category, by) => {
        const { menu: now, editor: use } = present.current;
        const index = now.categories.findIndex(({ id }) => id === category.id);
        const next = now.categories[by === -1 ? index - 1 : index + 2];
        void use.edit({ name: "move_category", id: category.id, before: next?.id ?? null });
        announce(
          t("category.moved", { name: category.name, place: index + by + 1, count: now.categories.length }),
        );
      },
    }),
    [announce, show, t],
  );

  function exportAs(kind: "csv" | "json") {
    const file = toFile(menu);
    if (kind === "csv")
      saveAsFile(`${tenant.slug}-menu.csv`, "text/csv;charset=utf-8", formatMenuCsv(file, tenant.currency));
    else saveAsFile(`${tenant.slug}-menu.json`, "application/json", formatMenuJson(file, tenant.currency));
  }

  return (
    <>
      <FollowMenu menu={fromServer} since={since} />
      <div className="menu-tools">
        <label className="menu-find">
          <span className="field-label">{t("find")}</span>
          <input
            type="search"
            className="input"
            value={search}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        {mayEdit && (
          <>
            <Button onClick={() => show({ kind: "category", category: null })}>
              <Plus aria-hidden="true" />
              <span>{t("category.add")}</span>
            </Button>
            <Button onClick={() => show({ kind: "prices" })}>{t("prices.open")}</Button>
          </>
        )}
        <Actions align="end" aria-label={t("file.exchange")} label={<span>{t("file.exchange")}</span>}>
          {mayEdit && <Entry onSelect={() => show({ kind: "import" })}>{t("file.import")}</Entry>}
          <Entry onSelect={() => exportAs("csv")}>{t("file.export_csv")}</Entry>
          <Entry onSelect={() => exportAs("json")}>{t("file.export_json")}</Entry>
        </Actions>
      </div>
      <p role="status" className={found === null ? "sr-only" : "menu-found"}>
        {found === null ? "" : t("found", { count: found.size })}
      </p>
      {menu.categories.length === 0 ? (
        <EmptyState icon={<UtensilsCrossed />} title={t("empty_title")}>
          {t(mayEdit ? "empty_body" : "empty_body_staff")}
        </EmptyState>
      ) : (
        <div data-searching={found !== null || undefined}>
          <MayEditMenu value={mayEdit}>
            <CategoryNames value={menu.categories}>
              {menu.categories.map((category, index) => {
                const most = Math.max(0, limit - dishesBefore);
                dishesBefore += category.items.length;
                return (
                  <CategoryPart
                    key={category.id}
                    category={category}
                    currency={tenant.currency}
                    timeZone={tenant.time_zone}
                    isFirst={index === 0}
                    isLast={index === menu.categories.length - 1}
                    found={found}
                    pending={pendingIn(category, editor.pending)}
                    most={most}
                    handlers={categories}
                    dishes={dishes}
                  />
                );
              })}
            </CategoryNames>
          </MayEditMenu>
        </div>
      )}
      {opened !== null && (
        <OpenedDialog
          key={turn}
          opened={opened}
          menu={menu}
          editor={editor}
          photoLimitMb={photoLimitMb}
          open={isOpen}
          onOpenChange={setOpen}
          onShow={show}
          onChange={setOpened}
        />
      )}
    </>
  );
}

interface OpenedDialogProps {
  opened: Opened;
  menu: Menu;
  editor: ReturnType<typeof useMenuEditor>;
  photoLimitMb: number | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShow: (opened: Opened) => void;
  onChange: (opened: Opened) => void;
}

function OpenedDialog({
  opened,
  menu,
  editor,
  photoLimitMb,
  open,
  onOpenChange,
  onShow,
  onChange,
}: OpenedDialogProps) {
  const t = useTranslations("menu");
  const announce = useAnnounce();
  const dialog = { open, onOpenChange };
  const close = () => onOpenChange(false);
  switch (opened.kind) {
    case "dish": {
      const { item, category, isOvertaken } = opened;
      const now = item === null ? undefined : findItem(menu, item.id);
      return (
        <DishForm
          {...dialog}
          item={item}
          category={category.name}
          tenant={menu.tenant}
          photoLimitMb={photoLimitMb}
          overtakenBy={isOvertaken ? (now ?? null) : null}
          onReload={() => now !== undefined && onShow({ ...opened, item: now, isOvertaken: false })}
          onItem={(next) => {
            editor.put(next);
            // With more than one change since, saving what the form shows would undo one that somebody else made.
            if (item === null || next.version === item.version + 1) onChange({ ...opened, item: next });
            else onChange({ ...opened, item: { ...next, version: item.version } });
          }}
          onSave={async (input) => {
            if (item === null) {
              const edit = {
                name: "create_item",
                id: opened.newId,
                category_id: category.id,
                item: input,
              } as const;
              const made = applyEdit(menu, edit);
              const created = made.ok ? findItem(made.menu, edit.id) : undefined;
              if (!(await editor.edit(edit)) || created === undefined)
                return { ok: false, message: t("form.not_created") };
              announce(t("form.created", { name: input.name }));
              return { ok: true, item: created };
            }
            const failed = await editor.save(item, input);
            if (failed === null) {
              announce(t("form.saved", { name: input.name }));
              return { ok: true, item };
            }
            if (failed.code === "conflict") onChange({ ...opened, isOvertaken: true });
            return { ok: false, message: failed.message };
          }}
        />
      );
    }
    case "category": {
      const { category } = opened;
      return (
        <CategoryName
          {...dialog}
          name={category?.name ?? null}
          onSave={(title) => {
            void editor.edit(
              category === null
                ? { name: "create_category", id: newUuid(), title }
                : { name: "rename_category", id: category.id, title },
            );
            if (category === null) announce(t("category.added", { name: title }));
          }}
        />
      );
    }
    case "delete_category": {
      const { id, name, items } = opened.category;
      return (
        <ConfirmDialog
          {...dialog}
          danger
          title={<bdi>{t("category.delete_title", { name })}</bdi>}
          description={t("category.delete_body", { count: items.length })}
          confirmLabel={t("category.delete_confirm")}
          cancelLabel={t("category.keep")}
          onConfirm={() => {
            void editor.edit({ name: "delete_category", id });
            announce(t("category.deleted", { name }));
            close();
          }}
        />
      );
    }
    case "delete_dish": {
      const { id, name } = opened.item;
      return (
        <ConfirmDialog
          {...dialog}
          danger
          title={<bdi>{t("dish.delete_title", { name })}</bdi>}
          description={t("dish.delete_body")}
          confirmLabel={t("category.delete_confirm")}
          cancelLabel={t("category.keep")}
          onConfirm={() => {
            void editor.edit({ name: "delete_item", id });
            announce(t("dish.deleted", { name }));
            close();
          }}
        />
      );
    }
    case "prices":
      return <PriceDialog {...dialog} menu={menu} onChanged={editor.readAgain} />;
    case "import":
      return <ImportDialog {...dialog} menu={menu} onChanged={editor.readAgain} />;
  }
}
