import "server-only";
import { type ExecProtocolOptions, PGlite, protocol } from "@electric-sql/pglite";
import { statementName } from "./statement-name";

type Answers = Awaited<ReturnType<PGlite["execProtocolStream"]>>;

interface Prepared {
  readonly name: string;
  readonly description: Answers;
  uses: number;
}

interface Exchange {
  readonly text: string;
  readonly statement: Prepared;
  bind?: Uint8Array;
  isSynced?: boolean;
}

const tag = (letter: string) => letter.charCodeAt(0);
const PARSE = tag("P");
const DESCRIBE = tag("D");
const BIND = tag("B");
const EXECUTE = tag("E");
const SYNC = tag("S");
const NAME_IN_PARSE = 5;
const NAME_IN_BIND = 6;

/** Plans again after so many uses: the tables grow, and without autovacuum the embedded database never replans. */
const USES_OF_A_PLAN = 1_000;

function named(message: Uint8Array, at: number, name: string): Uint8Array {
  const longer = Buffer.concat([message.subarray(0, at), Buffer.from(name), message.subarray(at)]);
  longer.writeInt32BE(longer.length - 1, 1);
  return longer;
}
/**
 * Parses and plans each statement with parameters once; PGlite's own `query` does so each time, and enters WebAssembly
 * for each message: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class PreparingPGlite extends PGlite {
  readonly #prepared = new Map<string, Prepared>();
  /** At most one: a query holds PGlite's lock from its Parse to its Sync. */
  #exchange: Exchange | undefined;

  override async execProtocolStream(message: Uint8Array, options?: ExecProtocolOptions): Promise<Answers> {
    const exchange = this.#exchange;
    if (message[0] === PARSE) {
      this.#exchange = await this.#begin(message, options);
      if (this.#exchange !== undefined) return [];
    } else if (exchange !== undefined)
      switch (message[0]) {
        case DESCRIBE:
          return exchange.statement.description;
        case BIND:
          exchange.bind = named(message, NAME_IN_BIND, exchange.statement.name);
          return [];
        case EXECUTE:
          return this.#execute(exchange, message, options);
        case SYNC:
          this.#exchange = undefined;
          if (exchange.isSynced) return [];
      }
    return super.execProtocolStream(message, options);
  }

  /** Returns undefined for a statement that is not prepared. Throws when the text is refused. */
  async #begin(parse: Uint8Array, options?: ExecProtocolOptions): Promise<Exchange | undefined> {
    this.#exchange = undefined;
    const text = Buffer.from(parse.buffer, parse.byteOffset, parse.byteLength).toString(
      "utf8",
      NAME_IN_PARSE + 1,
    );
    const known = this.#prepared.get(text);
    if (known !== undefined && known.uses < USES_OF_A_PLAN) {
      known.uses += 1;
      return { text, statement: known };
    }
    const name = text.includes("$1") ? statementName(text) : undefined;
    if (name === undefined) return;
    this.#prepared.delete(text);
    const description = await super.execProtocolStream(
      Buffer.concat([
        // Closing a statement that does not exist is not an error.
        protocol.serialize.close({ type: "S", name }),
        named(parse, NAME_IN_PARSE, name),
        protocol.serialize.describe({ type: "S", name }),
      ]),
      options,
    );
    const statement = { name, description, uses: 1 };
    this.#prepared.set(text, statement);
    return { text, statement };
  }

  async #execute(exchange: Exchange, execute: Uint8Array, options?: ExecProtocolOptions): Promise<Answers> {
    exchange.isSynced = true;
    const messages = [exchange.bind ?? new Uint8Array(), execute, protocol.serialize.sync()];
    try {
      return await super.execProtocolStream(Buffer.concat(messages), options);
    } catch (error) {
      // A change of a table may have made the statement invalid.
      this.#prepared.delete(exchange.text);
      throw error;
    }
  }
}
