import "server-only";
import type { Queryable } from "@/lib/db/client";
import type { Transaction } from "@/lib/db/transaction";

/** Whom it is about: the address also names people in tables that hold no id. */
export interface Person {
  readonly userId: string;
  readonly email: string;
}

/** What one domain knows of a person. A new one is one file of `parts/` and one line in `parts/list.ts`. */
export interface PersonalDataPart {
  /** The name of its file in the archive. */
  readonly name: string;
  /** Returns what the person may have, without secrets and other people's data. It becomes JSON. */
  read(db: Queryable, person: Person): Promise<unknown>;
  /** Removes it, or takes what names the person out of what has to stay. */
  erase(tx: Transaction, person: Person): Promise<void>;
}
