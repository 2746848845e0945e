import "server-only";
import { type ExecProtocolOptions, PGlite, protocol } from "@electric-sql/pglite";
import { statementName } from "./statement-name";

type Answers = Awaited<ReturnType<PGlite["execProtocolStream"]>>;

interface Prepared {
  readonly name: string;
  /** What the database said of its parameters and its columns. */
  readonly description: Answers;
  uses: number;
}

/** One query on its way through the protocol. */
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
/** Behind the tag, the length and, where there is one, the portal's empty name. */
const NAME_IN_PARSE = 5;
const NAME_IN_BIND = 6;

/**
 * A plan that is kept is as good as the size of its tables was when it was made: no autovacuum runs here, which would
 * have it made anew. So we do, before a table has grown out of all knowledge.
 */
const USES_OF_A_PLAN = 1_000;

/** The same message for a statement with a name, where it was for the one without. */
function named(message: Uint8Array, at: number, name: string): Uint8Array {
  const longer = Buffer.concat([message.subarray(0, at), Buffer.from(name), message.subarray(at)]);
  longer.writeInt32BE(longer.length - 1, 1);
  return longer;
}

/**
 * PGlite that parses and plans each statement with parameters once, as `prepareStatements` has a server do. PGlite's
 * own `query` has it parsed and planned each time, and enters WebAssembly for each of the six messages of the protocol's
 * extended query. Everything stays as it is, locks, transactions, errors and values, but what is sent for those messages:
 * Parse and Describe only where the statement is not known, then Bind, Execute and Sync together.
 *
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export class PreparingPGlite extends PGlite {
  readonly #prepared = new Map<string, Prepared>();
  /** There is one at a time: a query keeps PGlite's lock from its Parse to its Sync. */
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

  /** Prepares what is not prepared, and answers with nothing for what is not to be. Throws what the text is refused with. */
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
        // To close what does not exist is no error.
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
      // It may be the statement that has become wrong, by a table that has changed.
      this.#prepared.delete(exchange.text);
      throw error;
    }
  }
}
