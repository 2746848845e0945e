/** The SDK's errors quote the whole command, and with it people's data: the log gets the beginning. */
export function faultOf(error: unknown): string {
  return String(error).split(", command was")[0]?.slice(0, 200) ?? "";
}
