package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.Manifest;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One signal's buffers as the keeper sees them. */
interface Sealing {
  Signal signal();

  /** Begins a new buffer when the active one holds anything; what it holds waits to be sealed. */
  void turnOver();

  /** When the first batch of the active buffer came, {@link Instant#MAX} when it is empty. */
  Instant activeSince();

  /** The buffer that waits longest, null when none waits. */
  @Nullable Job nextToSeal();

  /**
   * The first log position whose items are in no segment, {@link Long#MAX_VALUE} for none.
   *
   * @param sealing whether the buffer that waits longest counts as sealed
   */
  long firstUnsealed(boolean sealing);

  /** One buffer on its way into a segment: written, listed by the keeper, installed. */
  interface Job {
    /**
     * Writes the segment file, durable under its name when this returns, and opens it. A buffer of
     * nothing but duplicates becomes no file.
     *
     * @param file names the file
     * @return lists the file and counts the duplicates
     */
    UnaryOperator<Manifest> write(Supplier<String> file);

    /** Lets readers see the segment in the place of the buffer. */
    void install();
  }
}
