/** Where the files of photos are. Names are those that `isPhotoFile` accepts. All methods reject when it fails. */
export interface PhotoStorage {
  /** Writing a file again changes nothing. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** Names of files that are not there are ignored. */
  remove(names: readonly string[]): Promise<void>;
  /** Returns null when there is no such file. Only where browsers load the files from our own server. */
  read?(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
}
