package io.midwatch.server.data;

import io.midwatch.collector.otlp.OtlpJsonPrinter;
import io.midwatch.model.Signal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes export requests as JSON, one a line, none so large that a receiver would refuse it. */
final class ExportLines implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final Writer lines;
  private long count;
  private long items;

  private ExportLines(OutputStream out) {
    this.lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
  }

  /**
   * @param file replaced when it exists; null for the stream
   */
  static ExportLines to(@Nullable Path file, OutputStream standard) throws IOException {
    if (file == null) {
      return new ExportLines(standard);
    }
    OutputStream out = Files.newOutputStream(file);
    return new ExportLines(file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out);
  }

  /** Writes records in one request, or in several when one would be large. */
  <T> void write(Signal signal, List<T> records, Function<List<T>, byte[]> encode)
      throws IOException {
    if (records.isEmpty()) {
      return;
    }
    byte[] body = encode.apply(records);
    if (body.length > MAX_BODY_BYTES && records.size() > 1) {
      int half = records.size() / 2;
      write(signal, records.subList(0, half), encode);
      write(signal, records.subList(half, records.size()), encode);
      return;
    }
    lines.write(OtlpJsonPrinter.print(signal, body));
    lines.write('\n');
    count++;
    items += records.size();
  }

  /** Lines written. */
  long count() {
    return count;
  }

  /** Spans, log records or points in them. */
  long items() {
    return items;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
