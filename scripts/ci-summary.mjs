// Sums the JSON reports of vitest into one closing line: node scripts/ci-summary.mjs <exit status> <report>...
// A file that failed to load has no tests to count and a stage can fail without any test, so both
// count as one failure: the line never says "0 failed" about a run that failed.
import { existsSync, readFileSync } from 'node:fs'

const [status = '0', ...reports] = process.argv.slice(2)

const sum = { passed: 0, failed: 0, skipped: 0 }
for (const path of reports.filter((report) => existsSync(report))) {
  const report = JSON.parse(readFileSync(path, 'utf8'))
  sum.passed += report.numPassedTests
  sum.failed += report.numFailedTests
  sum.skipped += report.numPendingTests + report.numTodoTests
  sum.failed += report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
}
if (status !== '0' && sum.failed === 0) sum.failed = 1

const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''
console.log(`${sum.passed} passed, ${sum.failed} failed${skipped}`)
