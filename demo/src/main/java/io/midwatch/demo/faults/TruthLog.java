package io.midwatch.demo.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file that says which fault was on when, one JSON object a line, appended only: it tells of
 * every run whose telemetry the store beside it may hold. A fault has a line when it starts and
 * another with {@code endedAt} when it ends; of lines with the same {@code id} the last one holds.
 * Thread-safe.
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
  private int ids;

  /**
   * One time a fault was on.
   *
   * @param id counts from 1, on from run to run
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
   * Goes on where the file ends, if there is one. What a killed demo left on is ended now, at the
   * latest.
   *
   * @throws UncheckedIOException when it can't be read or written
   */
  public TruthLog(Path file, Instant now) {
    this.file = file;
    try {
      String earlier = Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
      Map<Integer, ObjectNode> last = lastOfEach(earlier);
      ids = last.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
      boolean torn = !earlier.isEmpty() && !earlier.endsWith("\n");
      Files.writeString(file, torn ? "\n" : "", CREATE, APPEND);
      for (ObjectNode line : last.values()) {
        if (!line.has("endedAt")) {
          append(line.put("endedAt", now.toString()));
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** By id the last line; a line that was not written to its end is none. */
  private Map<Integer, ObjectNode> lastOfEach(String text) {
    var last = new TreeMap<Integer, ObjectNode>();
    for (String line : text.lines().toList()) {
      try {
        if (json.readTree(line) instanceof ObjectNode fields && fields.path("id").isInt()) {
          last.put(fields.path("id").intValue(), fields);
        }
      } catch (JacksonException _) {
        continue;
      }
    }
    return last;
  }

  /** Notes that the fault takes effect from this moment. */
  public synchronized void started(Fault fault, Instant at, String by) {
    var entry = new Entry(++ids, fault, at, null, by);
    entries.add(entry);
    append(entry.toJson());
  }

  /** Notes that the fault has no effect from this moment; does nothing when it was not on. */
  public synchronized void ended(Fault fault, Instant at) {
    findOpen(fault)
        .ifPresent(open -> {
          var closed = new Entry(open.id(), fault, open.startedAt(), at, open.by());
          entries.set(entries.indexOf(open), closed);
          append(closed.toJson());
        });
  }

  /** What was noted in this run, oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  private Optional<Entry> findOpen(Fault fault) {
    return entries.stream()
        .filter(entry -> entry.fault() == fault && entry.endedAt() == null)
        .findFirst();
  }

  private void append(Object line) {
    try {
      Files.writeString(file, json.writeValueAsString(line) + "\n", APPEND);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException("Can't write the truth file " + file, cause);
  }
}
