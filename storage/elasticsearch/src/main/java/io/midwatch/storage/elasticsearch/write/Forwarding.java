package io.midwatch.storage.elasticsearch.write;

import io.midwatch.storage.elasticsearch.client.Patience.StoppedException;
import io.midwatch.storage.elasticsearch.write.DocumentWriter.Logged;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * A batch that fails in a way nobody foresaw must neither stop what comes after it nor be thrown
 * away for a fault that is not its own. So it is tried a few times, then set aside; when a later
 * batch goes through a rehearsal, which counts nothing, it is tried once more, and when it fails
 * again the fault is the batch's: it is skipped, said and counted, before the later one is written.
 * So positions and figures stay in the order of the log. When several in a row fail, nothing is
 * skipped, all are tried again later, each time with more of those behind them, and senders are told
 * to wait once the backlog is full.
 */
/** Brings batches on past those that can never be written. One thread writes, any may ask. */
final class Forwarding {
  private static final System.Logger log = System.getLogger(Forwarding.class.getName());
  private static final int ATTEMPTS = 3;

  /** Batches in a row that are each tried several times; those behind them are tried once. */
  private static final int SUSPECTS = 3;

  private static final int FARTHEST = 1_000;

  private final Consumer<List<Logged>> writer;
  private final Consumer<Logged> rehearsal;
  private final BiConsumer<Logged, Throwable> skip;
  private final Duration firstPause;
  private volatile @Nullable String problem;

  /** Failures in a row after which all is tried again later. */
  private int reach = SUSPECTS;

  /**
   * @param writer stores batches, trying until they are
   * @param rehearsal does the same with one batch, but counts nothing
   * @param skip goes on without one
   * @param firstPause between attempts; longer each time
   */
  Forwarding(
      Consumer<List<Logged>> writer,
      Consumer<Logged> rehearsal,
      BiConsumer<Logged, Throwable> skip,
      Duration firstPause) {
    this.writer = writer;
    this.rehearsal = rehearsal;
    this.skip = skip;
    this.firstPause = firstPause;
  }

  /** Batches at the end of these that are to be handed over again, in front of others. */
  List<Logged> forward(List<Logged> batches) {
    if (attempt(() -> writer.accept(batches)) == null) {
      passed();
      return List.of();
    }
    List<Logged> suspects = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      Logged logged = batches.get(i);
      Throwable why = suspects.isEmpty() ? null : rehearse(logged, suspects.size());
      if (why == null) {
        suspects.forEach(this::decide);
        suspects.clear();
        why = insist(() -> writer.accept(List.of(logged)));
      }
      if (why == null) {
        passed();
      } else {
        suspects.add(logged);
        problem = "batches cannot be brought into Elasticsearch and wait in the log: " + why;
      }
      if (suspects.size() == reach) {
        reach = Math.min(2 * reach, FARTHEST);
        return batches.subList(i + 1 - suspects.size(), batches.size());
      }
    }
    return batches.subList(batches.size() - suspects.size(), batches.size());
  }

  private void passed() {
    problem = null;
    reach = SUSPECTS;
  }

  private @Nullable Throwable rehearse(Logged logged, int before) {
    Runnable step = () -> rehearsal.accept(logged);
    return before < SUSPECTS ? insist(step) : attempt(step);
  }

  /** A later batch goes through: this one is tried a last time. */
  private void decide(Logged suspect) {
    Throwable why = attempt(() -> writer.accept(List.of(suspect)));
    if (why != null) {
      skip.accept(suspect, why);
    }
  }

  /** Why nothing gets through, null when something does. */
  @Nullable String problem() {
    return problem;
  }

  /** What went wrong the last time, null when it went well. */
  private @Nullable Throwable insist(Runnable step) {
    Throwable why = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      why = attempt(step);
      if (why == null) {
        return null;
      }
      pause(firstPause.multipliedBy(1L << attempt));
    }
    return why;
  }

  private @Nullable Throwable attempt(Runnable step) {
    try {
      step.run();
      return null;
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException | Error e) { // a batch may exhaust the stack or the heap
      if (problem == null) {
        log.log(Level.WARNING, "could not bring batches into Elasticsearch; trying again", e);
      }
      return e;
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }
}
