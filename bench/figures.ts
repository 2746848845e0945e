import type { ClickFigures } from "./clicks/measure-clicks";
import type { CommandFigures, RestFigures } from "./orders/figures";
import type { ReactionFigures } from "./reactions/figures";
import type { DeliveryFigures } from "./streams/measure-deliveries";
import type { IdleFigures } from "./streams/measure-idle";
import type { ReplayFigures } from "./streams/measure-replay";
import type { StormFigures } from "./streams/measure-storm";

/** Figures that a subject cannot give are missing. */
export interface SubjectFigures {
  name: string;
  deliveries: DeliveryFigures;
  replay: ReplayFigures | undefined;
  idle: IdleFigures[];
}

export interface BenchFigures {
  subjects: SubjectFigures[];
  /** Measured for Platewire only, embedded. */
  storm: StormFigures;
  clicks: { embedded: ClickFigures; distributed: ClickFigures };
  reactions: { embedded: ReactionFigures; server: ReactionFigures };
  orders: { embedded: CommandFigures; server: CommandFigures; rest: RestFigures };
}
