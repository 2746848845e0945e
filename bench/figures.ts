import type { BoardFigures } from "./board/figures";
import type { ChatFigures } from "./chat/figures";
import type { ClickFigures } from "./clicks/measure-clicks";
import type { DispatchFigures } from "./dispatch/figures";
import type { MapFigures } from "./map/figures";
import type { EditorFigures } from "./menu-editor/figures";
import type { NotificationFigures } from "./notifications/figures";
import type { CommandFigures, RestFigures } from "./orders/figures";
import type { PositionFigures } from "./positions/measure-positions";
import type { ReactionFigures } from "./reactions/figures";
import type { StoreFigures } from "./store-figures/figures";
import type { DeliveryFigures } from "./streams/measure-deliveries";
import type { FanOutFigures } from "./streams/measure-fan-out";
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
  menu: FanOutFigures;
  broadcast: FanOutFigures;
  positions: PositionFigures;
  editor: EditorFigures;
  board: BoardFigures;
  map: MapFigures;
  clicks: { embedded: ClickFigures; distributed: ClickFigures };
  reactions: { embedded: ReactionFigures; server: ReactionFigures };
  notifications: { embedded: NotificationFigures; server: NotificationFigures };
  chat: { embedded: ChatFigures; server: ChatFigures };
  dispatch: DispatchFigures;
  storeFigures: { embedded: StoreFigures; server: StoreFigures };
  orders: { embedded: CommandFigures; server: CommandFigures; rest: RestFigures };
}
