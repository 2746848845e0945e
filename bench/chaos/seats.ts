import { createToken } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";

/** A reader and what it is owed. */
export interface Seat {
  token: string;
  channels: string[];
  /** Of these, the ones that are not default channels. */
  asks: string[];
}

export async function tokenOf(person: { userId: string }): Promise<string> {
  return (await createToken(person.userId, { name: "Chaos", scopes: SCOPES })).token;
}
