import type { DispatchView } from "../dispatch-view";

/** The places of riders by their ids, as the stream has told them. */
export type Positions = ReadonlyMap<string, NonNullable<DispatchView["riders"][number]["position"]>>;

type Position = NonNullable<DispatchView["riders"][number]["position"]>;

const isNewer = (one: Position, other: Position | null | undefined) =>
  other == null || Date.parse(one.at) > Date.parse(other.at);

/** Returns the same map when the position is not newer than the known one. */
export function withPosition(positions: Positions, riderId: string, position: Position): Positions {
  if (!isNewer(position, positions.get(riderId))) return positions;
  return new Map(positions).set(riderId, position);
}

/** Gives each rider the newer of the place that was read and the one that the stream has told. */
export function ridersWhereTheyAre(
  riders: DispatchView["riders"],
  positions: Positions,
): DispatchView["riders"] {
  return riders.map((rider) => {
    const told = positions.get(rider.id);
    return told !== undefined && isNewer(told, rider.position) ? { ...rider, position: told } : rider;
  });
}
