/** Skips a line that is too long without affecting the next one. */
export class Lines {
  #rest = "";
  #isSkipping = false;

  constructor(
    private readonly limit: number,
    private readonly onLine: (line: string) => void,
    private readonly onTooLong: () => void,
  ) {}

  push(piece: string): void {
    let begin = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", begin)) {
      this.#end(piece.slice(begin, end));
      begin = end + 1;
    }
    this.#keep(piece.slice(begin));
  }

  #end(last: string): void {
    this.#keep(last);
    const line = this.#rest;
    this.#rest = "";
    if (this.#isSkipping) this.#isSkipping = false;
    else this.onLine(line);
  }

  #keep(part: string): void {
    if (this.#isSkipping) return;
    this.#rest += part;
    if (this.#rest.length <= this.limit) return;
    this.#rest = "";
    this.#isSkipping = true;
    this.onTooLong();
  }
}
