import "server-only";
import { eq } from "drizzle-orm";
import { type Failure, failure, type Result, success } from "@/lib/commands/result";
import { isTaken } from "@/lib/db/is-taken";
import { tenants } from "@/lib/db/schema/stores";
import { type Transaction, transaction } from "@/lib/db/transaction";
import { toWire } from "@/lib/db/wire";
import { menuAt } from "@/lib/menu/model/availability";
import type { Edited } from "@/lib/menu/model/edit/edit";
import type { MenuFault } from "@/lib/menu/model/edit/faults";
import { numbered } from "@/lib/menu/model/edit/versions";
import type { Menu, MenuItem } from "@/lib/menu/model/schema";
import { publishDrafts } from "@/lib/realtime/publish/publish";
import { tenantSchema } from "@/lib/stores/model/schema";
import { errorText } from "@/lib/text/error-text";
import { eventsOfMenu } from "./announce";
import { readMenu } from "./queries";
import { writeMenu } from "./write-menu";

/** For an answer about a dish that `decide` has found. */
export function knownItem(item: MenuItem | undefined): MenuItem {
  if (item === undefined) throw new Error("A dish that was changed is not on the menu");
  return item;
}

const GONE: readonly MenuFault[] = ["category_gone", "item_gone", "option_gone"];

const refused = (fault: MenuFault) =>
  failure<never>(GONE.includes(fault) ? "not_found" : "invalid", errorText(`menu.${fault}`));

interface Work<Answer, Current> {
  /** Returns a failure that is answered as it is, or the edited menu. `menu` is as it is at `now`. */
  decide(menu: Menu, now: Date): Edited | Failure<Current>;
  /** Writes what the rows of the menu do not have. Called only when something changed. */
  write?(tx: Transaction): Promise<void>;
  /** `menu` has its new versions. */
  answer(menu: Menu): Answer;
}

/**
 * Changes a menu in one transaction that holds the row of its tenant, so that changes of one menu follow each other.
 * What is so already is answered like a success, without a version or an event: a repeated request changes nothing.
 */
export async function changeMenu<Answer, Current = never>(
  tenantId: string,
  { decide, write, answer }: Work<Answer, Current>,
): Promise<Result<Answer, Current>> {
  try {
    return await transaction<Result<Answer, Current>>(async (tx) => {
      const [row] = await tx.select().from(tenants).where(eq(tenants.id, tenantId)).for("no key update");
      if (row === undefined) return failure<Current>("not_found", errorText("tenant_not_found"));
      const now = new Date();
      const before = menuAt(await readMenu(tx, toWire(tenantSchema, row)), now.getTime());
      const edited = decide(before, now);
      if (!edited.ok) return "fault" in edited ? refused(edited.fault) : edited;
      const after = numbered(before, edited.menu);
      if (after !== before) {
        await writeMenu(tx, before, after);
        await write?.(tx);
        await tx.update(tenants).set({ menu_version: after.version }).where(eq(tenants.id, tenantId));
        publishDrafts(tx, eventsOfMenu(before, after, now));
      }
      return success(answer(after));
    });
  } catch (error) {
    if (isTaken(error)) return failure<Current>("conflict", errorText("menu.id_taken"));
    throw error;
  }
}
