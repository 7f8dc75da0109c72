package io.midwatch.ui.live;

/** How far what people and tokens decide has come. Thread-safe. */
@FunctionalInterface
public interface Decisions {
  /** The number of the newest decision, 0 when there is none. */
  long newest();
}
