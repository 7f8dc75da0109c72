package io.midwatch.storage.columnar;

/** Told of every step of the store's background work, so that a test can stop it there. */
@FunctionalInterface
public interface StoreSteps {
  StoreSteps NONE = _ -> {};

  /**
   * @param step for example {@code manifest.changed}
   */
  void reached(String step);
}
