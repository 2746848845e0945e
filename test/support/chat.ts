import { randomUUID } from "node:crypto";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { ChatMessage } from "@/lib/chat/model/message";
import type { ChatRoom } from "@/lib/chat/model/rooms";
import { type CommandInput, type CommandResult, commands } from "@/lib/commands";
import { transaction } from "@/lib/db/transaction";
import { leaveTrip } from "@/lib/dispatch/server/leave-trip";
import { takeStep } from "@/lib/dispatch/server/take-step";
import { assignDirectly } from "@/lib/dispatch/server/trips";

type Content = Omit<CommandInput<"send_chat_message">["message"], "room">;

export function write(
  by: Viewer,
  order_id: string,
  room: ChatRoom,
  content: Content,
  key: string = randomUUID(),
): Promise<CommandResult<"send_chat_message">> {
  return commands.send_chat_message.execute(by, { order_id, message: { room, ...content } }, key);
}

/** Throws when the message is refused. */
export async function mustWrite(...call: Parameters<typeof write>): Promise<ChatMessage> {
  const sent = await write(...call);
  if (!sent.ok) throw new Error(sent.message);
  return sent.data;
}

/** Gives orders to a rider, as a dispatcher does. Returns the trip's id. */
export async function giveTo(rider: Viewer, by: Viewer, ...orderIds: string[]): Promise<string> {
  const actor = { id: by.userId, name: by.name, kind: "admin" } as const;
  const given = await transaction((tx) =>
    assignDirectly(tx, { riderId: rider.userId, orderIds, actor, now: new Date() }),
  );
  if (!given.ok) throw new Error(given.message);
  return given.data;
}

/** The rider gives up what is not picked up. */
export async function giveBack(rider: Viewer, tripId: string): Promise<void> {
  const left = await leaveTrip(rider.userId, tripId, "Flat tyre");
  if (!left.ok) throw new Error(left.message);
}

export async function pressStep(
  rider: Viewer,
  tripId: string,
  order_id: string,
  step: "picked_up" | "at_door" | "delivered",
): Promise<void> {
  const pin = step === "delivered" ? { pin: "1234" } : {};
  const taken = await takeStep(rider.userId, tripId, { order_id, step, note: "", ...pin }, randomUUID());
  if (!taken.ok) throw new Error(taken.message);
}
