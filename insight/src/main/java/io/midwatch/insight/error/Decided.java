package io.midwatch.insight.error;

/** What became of a decision about a bug. */
public sealed interface Decided {
  /** It holds: the state it made. */
  record Kept(ErrorStatus status) implements Decided {}

  /** There is no such bug: it was never seen. */
  record Unknown() implements Decided {}

  /** Nothing was kept: others changed the bug at the same time, again and again. */
  record Lost() implements Decided {}
}
