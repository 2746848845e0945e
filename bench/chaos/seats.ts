import { createToken } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";

/** A reader and what it is owed. */
export interface Seat {
  token: string;
  channels: string[];
  /** The channels among these that are not default ones: the reader asks for them. */
  asks: string[];
}

export async function tokenOf(person: { userId: string }): Promise<string> {
  return (await createToken(person.userId, { name: "Chaos", scopes: SCOPES })).token;
}
