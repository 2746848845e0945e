import { writeFileSync } from "node:fs";
import { buildTown } from "./town/build-town";

/** `npm run town`: draws Port Selby anew, into the file that the application reads. One line for each feature. */

const FILE = "lib/geo/model/town/port-selby.json";

const lines = buildTown().features.map((feature) => JSON.stringify(feature));
writeFileSync(FILE, `{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}\n`);
