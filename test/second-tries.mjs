/** A reporter that names the browser journeys that passed only at their second try, and why the first failed, so that none of them hides. */
export default class SecondTries {
  onTestCaseResult(testCase) {
    if (!testCase.diagnostic()?.flaky) return;
    console.log(`\nPassed at the second try: ${testCase.fullName}`);
    for (const { message, diff, stack } of testCase.result().errors ?? []) {
      console.log([message, diff, stack].filter(Boolean).join('\n'));
    }
  }
}
