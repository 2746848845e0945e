import type states from "@/messages/en/states.json";

type States = typeof states;

/** Names a state in which a person is told something, and where: `too_late.cancel`. */
export type StateName = {
  [State in keyof States]: `${State}.${Extract<keyof States[State], string>}`;
}[keyof States];
