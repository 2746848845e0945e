/** The versions through which one screen's own actions led an order: from the one that it showed to the one answered. */
export interface OwnVersions {
  readonly from: number;
  readonly to: number;
}

/** Returns the version to act on: whoever pressed before does not have to wait until the screen shows its outcome. */
export function versionToActOn(shown: number, own: OwnVersions | undefined): number {
  return own !== undefined && own.from <= shown && shown < own.to ? own.to : shown;
}

/** Adds an answered press, which was made while the screen showed `shown` and led to `led`. */
export function withOwnVersion(shown: number, led: number, own: OwnVersions | undefined): OwnVersions {
  return { from: own !== undefined && versionToActOn(shown, own) === own.to ? own.from : shown, to: led };
}
