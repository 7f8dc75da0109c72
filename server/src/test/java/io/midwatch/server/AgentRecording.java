package io.midwatch.server;

import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RecordingSpanSink;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.SharedValues;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What a real agent sent of the workload in {@code recordings}, request by request as it came.
 *
 * <pre>
 * gzip of: signal (1 byte: 't', 'l', 'm'), length (4 bytes, big endian), body of the request; and again
 * </pre>
 */
record AgentRecording(String name, List<Request> requests) {
  private static final Path FOLDER = Path.of("..", "recordings", "data");
  private static final String SUFFIX = ".otlp.gz";
  private static final long SECOND = 1_000_000_000L;

  record Request(Signal signal, byte[] body) {}

  /** All that were committed. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  static AgentRecording read(String name) {
    List<Request> requests = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(
            new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + SUFFIX))))) {
      for (int code = in.read(); code >= 0; code = in.read()) {
        requests.add(new Request(signal(code), in.readNBytes(in.readInt())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AgentRecording(name, requests);
  }

  private static Signal signal(int code) {
    return switch (code) {
      case 't' -> Signal.TRACES;
      case 'l' -> Signal.LOGS;
      case 'm' -> Signal.METRICS;
      default -> throw new IllegalStateException("no signal: " + code);
    };
  }

  /** The spans, decoded without a store. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (Request request : requests) {
      if (request.signal == Signal.TRACES) {
        new OtlpBatchDecoder()
            .decodeSpans(
                new EncodedBatch(
                    Signal.TRACES,
                    EncodedBatch.Encoding.OTLP_PROTOBUF,
                    "test",
                    0,
                    1,
                    RejectedItems.NONE,
                    ContentHash.of(request.body),
                    request.body),
                new RecordingSpanSink(new SharedValues(), (span, _) -> spans.add(span)));
      }
    }
    return spans;
  }

  /** From some minutes before the first span to when the driver waits for the last figures. */
  TimeRange range() {
    LongSummaryStatistics starts =
        spans().stream().mapToLong(Span::startTimeUnixNano).summaryStatistics();
    return new TimeRange(starts.getMin() - 300 * SECOND, starts.getMax() + 6 * SECOND);
  }

  /** When it was recorded, for the clock of a store. */
  Instant time() {
    return Instant.ofEpochSecond(range().toUnixNano() / SECOND);
  }
}
