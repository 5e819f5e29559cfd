/** A reporter that names the browser journeys that passed only at their second try, so that none of them hides. */
export default class SecondTries {
  onTestCaseResult(testCase) {
    if (testCase.diagnostic()?.flaky) console.log(`\nPassed at the second try: ${testCase.fullName}`);
  }
}
