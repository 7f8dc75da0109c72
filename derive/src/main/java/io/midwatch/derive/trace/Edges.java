package io.midwatch.derive.trace;

import static io.midwatch.storage.contract.rollup.TraceTables.EDGES;

import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;

/** Counts edges. */
public final class Edges {
  public static final String DATABASE = "database";
  public static final String THIRD_PARTY = "third_party";
  static final String CALL = "call";
  static final String MESSAGE = "message";

  private static final int REQUESTS = EDGES.counter("requests");
  private static final int FAILED = EDGES.counter("failed");
  private static final int CLIENT_DURATION = EDGES.histogram("client_duration");
  private static final int SERVER_DURATION = EDGES.histogram("server_duration");
  private static final int QUEUE_TIME = EDGES.histogram("queue_time");

  private Edges() {}

  public static RollupKey key(String client, String server, String kind, String environment) {
    return RollupKey.ofTexts(client, server, kind, environment);
  }

  /** A call whose other end sends no span. */
  public static void measured(
      RollupSink sink, RollupKey key, long start, long duration, boolean failed, long times) {
    RollupCell cell = count(sink, key, start, times, failed);
    cell.record(CLIENT_DURATION, duration, times);
  }

  /** What is known at one end only: counts can be taken back, durations could not. */
  static RollupCell count(RollupSink sink, RollupKey key, long start, long amount, boolean failed) {
    RollupCell cell = sink.cell(EDGES, start, key);
    cell.count(REQUESTS, amount);
    if (failed) {
      cell.count(FAILED, amount);
    }
    return cell;
  }

  /** Both ends. */
  static void pair(
      RollupSink sink,
      RollupKey key,
      long start,
      boolean failed,
      long clientDuration,
      long serverDuration,
      long times) {
    RollupCell cell = count(sink, key, start, times, failed);
    cell.record(CLIENT_DURATION, clientDuration, times);
    cell.record(SERVER_DURATION, serverDuration, times);
  }

  /** Both ends of a message; the time between them is none when clocks say it came before. */
  static void message(
      RollupSink sink,
      RollupKey key,
      long start,
      boolean failed,
      long sendDuration,
      long receiveDuration,
      long sentAt,
      long times) {
    RollupCell cell = count(sink, key, start, times, failed);
    cell.record(CLIENT_DURATION, sendDuration, times);
    cell.record(SERVER_DURATION, receiveDuration, times);
    cell.record(QUEUE_TIME, Math.max(0, start - sentAt), times);
  }
}
