package io.midwatch.demo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that says which fault was on when, one JSON object a line, appended only. A fault has a
 * line when it starts and another with {@code endedAt} when it ends; of lines with the same {@code
 * id} the last one holds. Thread-safe.
 *
 * <pre>
 * {"id":1,"fault":"third-party-slow","service":"payments","endpoint":"POST /v1/payments",
 *  "startedAt":"2026-11-22T03:00:00Z","endedAt":"2026-11-22T03:02:00Z","by":"schedule","expected":"Calls from …"}
 * </pre>
 */
public final class TruthLog {
  private final JsonMapper json = new JsonMapper();
  private final Path file;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * One time a fault was on.
   *
   * @param id counts from 1 in one run of the demo
   * @param endedAt null while it lasts
   * @param by who switched it on: {@code schedule}, {@code page} or {@code command line}
   */
  public record Entry(
      int id, Fault fault, Instant startedAt, @Nullable Instant endedAt, String by) {
    /** The fields of its line. */
    public Map<String, Object> toJson() {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("id", id);
      fields.put("fault", fault.id());
      fields.put("service", fault.service());
      fault.endpoint().ifPresent(endpoint -> fields.put("endpoint", endpoint));
      fields.put("startedAt", startedAt.toString());
      if (endedAt != null) {
        fields.put("endedAt", endedAt.toString());
      }
      fields.put("by", by);
      fields.put("expected", fault.expected());
      return fields;
    }
  }

  /**
   * Begins an empty file.
   *
   * @throws UncheckedIOException when it can't be written
   */
  public TruthLog(Path file) {
    this.file = file;
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write the truth file " + file, e);
    }
  }

  /** Notes that the fault takes effect from this moment. */
  public synchronized void started(Fault fault, Instant at, String by) {
    var entry = new Entry(entries.size() + 1, fault, at, null, by);
    entries.add(entry);
    append(entry);
  }

  /** Notes that the fault has no effect from this moment; does nothing when it was not on. */
  public synchronized void ended(Fault fault, Instant at) {
    findOpen(fault)
        .ifPresent(open -> {
          var closed = new Entry(open.id(), fault, open.startedAt(), at, open.by());
          entries.set(open.id() - 1, closed);
          append(closed);
        });
  }

  /** What was noted, oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  private Optional<Entry> findOpen(Fault fault) {
    return entries.stream()
        .filter(entry -> entry.fault() == fault && entry.endedAt() == null)
        .findFirst();
  }

  private void append(Entry entry) {
    try {
      Files.writeString(
          file, json.writeValueAsString(entry.toJson()) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write the truth file " + file, e);
    }
  }
}
