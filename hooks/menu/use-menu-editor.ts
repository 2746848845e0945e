"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { showToast } from "@/hooks/browser/show-toast";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { Failure, Result } from "@/lib/commands/result";
import { applyEdit } from "@/lib/menu/model/edit/edit";
import type { ItemChanges, MenuEdit } from "@/lib/menu/model/edit/input";
import { mapItems } from "@/lib/menu/model/follow";
import type { OffFor } from "@/lib/menu/model/off-until";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { menuKey } from "./use-menu";

export interface MenuEditor {
  /** Dishes and options whose availability is being changed. */
  pending: ReadonlySet<string>;
  /** Shows the edit at once, and what the server has when it is refused. True when it was carried out. */
  edit: (edit: MenuEdit) => Promise<boolean>;
  /** Null turns it on. Returns the dish as it is then. */
  turnItem: (itemId: string, off: OffFor | null) => Promise<MenuItem | null>;
  turnOption: (optionId: string, off: OffFor | null) => Promise<MenuItem | null>;
  /** Returns a failure to show; null when it was saved. */
  save: (item: MenuItem, changes: ItemChanges) => Promise<Failure<MenuItem> | null>;
  /** Takes a dish as the server has it now. */
  put: (item: MenuItem) => void;
  readAgain: () => void;
}

/** Sends what staff change on the menu. The cache of `useMenu` follows. */
export function useMenuEditor(tenantId: string): MenuEditor {
  const client = useQueryClient();
  const stateText = useStateText();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const busy = useRef(new Set<string>());
  const editMenu = useCommand("edit_menu");
  const setItem = useCommand("set_item_availability");
  const setOption = useCommand("set_option_availability");
  const updateItem = useCommand("update_menu_item");

  const update = useCallback(
    (change: (menu: Menu) => Menu) =>
      client.setQueryData<Menu>(menuKey(tenantId), (menu) => menu && change(menu)),
    [client, tenantId],
  );
  const readAgain = useCallback(
    () => void client.invalidateQueries({ queryKey: menuKey(tenantId) }),
    [client, tenantId],
  );
  const put = useCallback(
    (item: MenuItem) =>
      update((menu) =>
        mapItems(menu, (known) => (known.id === item.id && known.version <= item.version ? item : known)),
      ),
    [update],
  );
  const complain = useCallback(
    (result: Failure | null) => {
      showToast((toast) => toast.error(result?.message ?? stateText("no_answer.menu")));
      readAgain();
    },
    [readAgain, stateText],
  );

  const edit = useCallback(
    async (change: MenuEdit) => {
      update((menu) => {
        const edited = applyEdit(menu, change);
        return edited.ok ? edited.menu : menu;
      });
      const result = await editMenu({ tenant_id: tenantId, edit: change }, { key: newKey() }).catch(
        () => null,
      );
      if (result?.ok !== true) complain(result);
      return result?.ok === true;
    },
    [complain, editMenu, tenantId, update],
  );

  /** One press at a time for each thing: a second one meanwhile is ignored. */
  const turn = useCallback(
    async (id: string, send: () => Promise<Result<MenuItem>>) => {
      if (busy.current.has(id)) return null;
      const mark = (isBusy: boolean) => {
        if (isBusy) busy.current.add(id);
        else busy.current.delete(id);
        setPending(new Set(busy.current));
      };
      mark(true);
      const result = await send().catch(() => null);
      if (result?.ok === true) put(result.data);
      else complain(result);
      mark(false);
      return result?.ok === true ? result.data : null;
    },
    [complain, put],
  );
  const turnItem = useCallback(
    (itemId: string, off: OffFor | null) =>
      turn(itemId, () => setItem({ tenant_id: tenantId, item_id: itemId, off }, { key: newKey() })),
    [setItem, tenantId, turn],
  );
  const turnOption = useCallback(
    (optionId: string, off: OffFor | null) =>
      turn(optionId, () => setOption({ tenant_id: tenantId, option_id: optionId, off }, { key: newKey() })),
    [setOption, tenantId, turn],
  );

  const save = useCallback(
    async (item: MenuItem, changes: ItemChanges): Promise<Failure<MenuItem> | null> => {
      const result = await updateItem(
        { tenant_id: tenantId, item_id: item.id, changes, expected_version: item.version },
        { key: newKey() },
      ).catch(() => null);
      if (result === null) return { ok: false, code: "unavailable", message: stateText("no_answer.menu") };
      if (result.ok) put(result.data);
      else if (result.current !== undefined) put(result.current);
      return result.ok ? null : result;
    },
    [put, stateText, tenantId, updateItem],
  );

  return useMemo(
    () => ({ pending, edit, turnItem, turnOption, save, put, readAgain }),
    [pending, edit, turnItem, turnOption, save, put, readAgain],
  );
}
