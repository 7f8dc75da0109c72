package io.midwatch.bench.ingest;

import io.midwatch.bench.report.Samples;
import io.midwatch.bench.workload.ExportRequest;
import io.midwatch.bench.workload.RequestFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends a part of a file of requests over several connections until all are acknowledged. */
public final class Delivery {
  private static final int OK = 200;
  private static final int MAX_TRIES = 100;

  private final Load load;
  private final RequestFile requests;
  private final int end;
  private final AtomicInteger next;
  private final int first;
  private long startNanos;

  /**
   * What came of it.
   *
   * @param items acknowledged ones
   * @param took from the first byte sent to the last acknowledgement
   * @param acknowledgedNanos per request, from sending it first to 200, repetitions included
   * @param refusals answers that asked to send again, by 429 or 503
   * @param partial requests of which some items were rejected
   */
  public record Outcome(
      int requests,
      long items,
      Duration took,
      Samples acknowledgedNanos,
      long refusals,
      long partial) {
    /** Acknowledged items a second. */
    public double itemsPerSecond() {
      return items / (took.toNanos() / 1e9);
    }
  }

  /**
   * @param first index of the first request
   * @param end index after the last request
   */
  public Delivery(Load load, RequestFile requests, int first, int end) {
    this.load = load;
    this.requests = requests;
    this.first = first;
    this.end = end;
    this.next = new AtomicInteger(first);
  }

  /**
   * Sends everything.
   *
   * @throws IOException when the server answers anything but 200, 429 or 503
   */
  public Outcome run() throws IOException, InterruptedException {
    startNanos = System.nanoTime();
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(load.connections())) {
      List<Future<Outcome>> running = new ArrayList<>();
      for (int connection = 0; connection < load.connections(); connection++) {
        running.add(threads.submit(this::sendUntilEmpty));
      }
      for (Future<Outcome> future : running) {
        outcomes.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IOException("sending failed", e.getCause());
    }
    return sum(outcomes, Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private Outcome sendUntilEmpty() throws IOException, InterruptedException {
    Samples latencies = new Samples();
    long items = 0;
    long refusals = 0;
    long partial = 0;
    try (Connection connection = new Connection(load.target(), load.signal(), load.compression())) {
      for (int index = next.getAndIncrement(); index < end; index = next.getAndIncrement()) {
        ExportRequest request = requests.request(index);
        long due = awaitDue(index);
        Connection.Answer answer = connection.post(request.body());
        for (int tries = 1; answer.status() == 429 || answer.status() == 503; tries++) {
          if (tries == MAX_TRIES) {
            throw new IOException("refused " + tries + " times with " + answer.status());
          }
          refusals++;
          Thread.sleep(Math.max(100, answer.retryAfterSeconds() * 1_000L));
          answer = connection.post(request.body());
        }
        if (answer.status() != OK) {
          throw new IOException("expected 200, found " + answer);
        }
        latencies.add(System.nanoTime() - due);
        items += request.items();
        partial += answer.bodyBytes() > 0 ? 1 : 0;
      }
    }
    return new Outcome(latencies.count(), items, Duration.ZERO, latencies, refusals, partial);
  }

  /** Waits until the request may be sent; when that is. */
  private long awaitDue(int index) throws InterruptedException {
    if (load.itemsPerSecond() == 0) {
      return System.nanoTime();
    }
    double nanosPerRequest = 1e9 * requests.items(first) / load.itemsPerSecond();
    long due = startNanos + (long) ((index - first) * nanosPerRequest);
    long wait = due - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
    return due;
  }

  private static Outcome sum(List<Outcome> parts, Duration took) {
    Samples latencies = new Samples();
    parts.forEach(part -> latencies.addAll(part.acknowledgedNanos()));
    return new Outcome(
        latencies.count(),
        parts.stream().mapToLong(Outcome::items).sum(),
        took,
        latencies,
        parts.stream().mapToLong(Outcome::refusals).sum(),
        parts.stream().mapToLong(Outcome::partial).sum());
  }
}
