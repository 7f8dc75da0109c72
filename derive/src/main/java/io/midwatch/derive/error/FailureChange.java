package io.midwatch.derive.error;

/**
 * One count more or one less: what is to be done about a failure.
 *
 * @param amount 1, or -1 to take back what was counted earlier
 */
public record FailureChange(Failure failure, int amount) {
  static FailureChange counts(Failure failure) {
    return new FailureChange(failure, 1);
  }

  static FailureChange takesBack(Failure failure) {
    return new FailureChange(failure, -1);
  }
}
