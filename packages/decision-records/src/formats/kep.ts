import { yamlDeclarations } from "../declare/yaml-declarations.ts";
import type { RecordFormat } from "../format.ts";

/** KEP: the keys stand in a YAML file beside the text (`kep.yaml`), or the file at hand is that YAML file. */
const kep: RecordFormat = {
  kind: "record",
  name: "kep",
  declarations: ({ document, beside }) => {
    const own = isYaml(document.path) ? document : null;
    const file = own ?? beside;
    return file === null ? [] : yamlDeclarations(file, file.text, 0);
  },
};

export default kep;

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
