/** Shortens the SDK's errors, which quote the whole command with people's data, for the logger. */
export function faultOf(error: unknown): string {
  return String(error).split(", command was")[0]?.slice(0, 200) ?? "";
}
