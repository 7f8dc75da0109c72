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
 * batch goes through, the fault is the batch's, and it is skipped, said and counted. When as many
 * as SUSPECTS in a row fail, the fault is elsewhere: nothing is skipped, all are tried again later,
 * and senders are told to wait once the backlog is full.
 */
/** Brings batches on past those that can never be written. One thread writes, any may ask. */
final class Forwarding {
  private static final System.Logger log = System.getLogger(Forwarding.class.getName());
  private static final int ATTEMPTS = 3;
  private static final int SUSPECTS = 3;

  private final Consumer<List<Logged>> writer;
  private final BiConsumer<Logged, Throwable> skip;
  private final Duration firstPause;
  private volatile @Nullable String problem;

  private record Suspect(Logged logged, Throwable why) {}

  /**
   * @param writer stores batches, trying until they are
   * @param skip goes on without one
   * @param firstPause between attempts; longer each time
   */
  Forwarding(
      Consumer<List<Logged>> writer, BiConsumer<Logged, Throwable> skip, Duration firstPause) {
    this.writer = writer;
    this.skip = skip;
    this.firstPause = firstPause;
  }

  /** Batches at the end of these that are to be handed over again, in front of others. */
  List<Logged> forward(List<Logged> batches) {
    if (attempt(batches) == null) {
      problem = null;
      return List.of();
    }
    List<Suspect> suspects = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      Logged logged = batches.get(i);
      Throwable why = insist(logged);
      if (why == null) {
        suspects.forEach(suspect -> skip.accept(suspect.logged(), suspect.why()));
        suspects.clear();
        problem = null;
      } else {
        suspects.add(new Suspect(logged, why));
        problem = "batches cannot be brought into Elasticsearch and wait in the log: " + why;
      }
      if (suspects.size() == SUSPECTS) {
        return batches.subList(i + 1 - SUSPECTS, batches.size());
      }
    }
    return batches.subList(batches.size() - suspects.size(), batches.size());
  }

  /** Why nothing gets through, null when something does. */
  @Nullable String problem() {
    return problem;
  }

  /** What went wrong the last time, null when it went well. */
  private @Nullable Throwable insist(Logged logged) {
    Throwable why = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      why = attempt(List.of(logged));
      if (why == null) {
        return null;
      }
      pause(firstPause.multipliedBy(1L << attempt));
    }
    return why;
  }

  private @Nullable Throwable attempt(List<Logged> batches) {
    try {
      writer.accept(batches);
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
