package io.midwatch.demo.launcher;

import java.util.Locale;

/** Tells people at the terminal what happens, each line with the time since the start. */
final class Progress {
  private final long start = System.nanoTime();

  /** Prints one line, for example {@code [ 4.2 s] PostgreSQL is up}. */
  void say(String line) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(String.format(Locale.ROOT, "[%5.1f s] %s", seconds, line));
  }
}
