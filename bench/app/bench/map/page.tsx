import { MovingMap } from "./moving-map";

/** A map with riders who move all the time, without the rest of a page. */
export default function BenchMap() {
  return <MovingMap />;
}
