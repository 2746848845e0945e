import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

interface StoredFile {
  readonly bytes: Buffer;
  readonly type: string | undefined;
  readonly cacheControl: string | undefined;
}

export interface S3Server {
  readonly endpoint: string;
  /** By bucket and key, such as `photos/a/b.webp`. */
  readonly files: Map<string, StoredFile>;
  /** Statuses of the next answers, instead of carrying the requests out. */
  readonly failures: number[];
  readonly refused: string[];
  stop(): Promise<void>;
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const sign = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

/** Returns what is wrong with the signature of a request: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function faultOf(
  { method, url = "", headers }: IncomingMessage,
  body: Buffer,
  { accessKeyId, secretAccessKey, region }: Credentials,
): string | null {
  const given = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? "",
  );
  const [, credential = "", signed = "", signature = ""] = given ?? [];
  const time = String(headers["x-amz-date"]);
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  if (credential !== `${accessKeyId}/${scope}`) return "the credential";
  const ageMs = Math.abs(
    Date.now() - Date.parse(time.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5")),
  );
  if (!(ageMs < 15 * 60_000)) return "the time";
  const contentHash = String(headers["x-amz-content-sha256"]);
  if (contentHash !== sha256(body)) return "the hash of the content";
  for (const needed of ["host", "x-amz-content-sha256", "x-amz-date"])
    if (!signed.split(";").includes(needed)) return `unsigned ${needed}`;
  const [path = "", query = ""] = url.split("?");
  const canonical = [
    method,
    path,
    query,
    ...signed.split(";").map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    signed,
    contentHash,
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(sign, `AWS4${secretAccessKey}`);
  return timingSafeEqual(sign(key, text), Buffer.from(signature, "hex")) ? null : "the signature";
}

/** Stores and deletes objects as S3 does, and refuses requests that are not signed for it. */
export async function startS3(credentials: Credentials): Promise<S3Server> {
  const files = new Map<string, StoredFile>();
  const failures: number[] = [];
  const refused: string[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const fault = faultOf(request, body, credentials);
    if (fault !== null) {
      refused.push(fault);
      response.writeHead(403).end();
      return;
    }
    const failure = failures.shift();
    const name = decodeURIComponent(String(request.url).slice(1));
    if (failure !== undefined) response.writeHead(failure);
    else if (request.method === "PUT") {
      const { "content-type": type, "cache-control": cacheControl } = request.headers;
      files.set(name, { bytes: body, type, cacheControl });
      response.writeHead(200);
    } else if (request.method === "DELETE") {
      files.delete(name);
      response.writeHead(204);
    } else response.writeHead(405);
    response.end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(new Error(String(error))));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    files,
    failures,
    refused,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
