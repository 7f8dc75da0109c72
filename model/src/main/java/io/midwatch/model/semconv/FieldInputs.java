package io.midwatch.model.semconv;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything of a span or log record that the value of one canonical field depends on: two records
 * that agree in it have the same value. A store that keeps records by column reads a field once per
 * distinct combination of its inputs.
 *
 * <pre>
 * http.route                keys [http.route]               sources []
 * server.port of a span     keys [server.port, …]           sources [KIND]
 * service                   keys []                         sources [RESOURCE]
 * </pre>
 *
 * @param keys attributes of the record itself, in the order they are tried
 * @param sources what else is read
 */
public record FieldInputs(List<String> keys, Set<Source> sources) {

  /** Something of a record that is not an attribute of its own. */
  public enum Source {
    TRACE_ID,
    SPAN_ID,
    PARENT_SPAN_ID,
    NAME,
    KIND,
    /** The number of the status. */
    STATUS,
    STATUS_MESSAGE,
    /** Start and end. */
    TIMES,
    SEVERITY,
    SEVERITY_TEXT,
    BODY,
    EVENT_NAME,
    /** Name of the instrumentation scope. */
    SCOPE,
    /** Attributes of the resource. */
    RESOURCE,
    /** Attributes of the first event named exception, and whether there is one. */
    EXCEPTION
  }

  public FieldInputs {
    keys = List.copyOf(new LinkedHashSet<>(keys));
    sources = Set.copyOf(sources);
  }

  static FieldInputs of(Source... sources) {
    return new FieldInputs(List.of(), Set.of(sources));
  }

  static FieldInputs ofKeys(Collection<String> keys, Source... sources) {
    return new FieldInputs(List.copyOf(keys), Set.of(sources));
  }

  /** What a row of the table reads; nothing for a field without a row. */
  static FieldInputs ofRow(CanonicalField field) {
    FieldRow row = SemconvTable.findRow(field);
    if (row == null) {
      return of();
    }
    if (row.place() == FieldRow.Place.RESOURCE) {
      return of(Source.RESOURCE);
    }
    Set<String> keys = new LinkedHashSet<>();
    boolean bySide = false;
    for (Spelling spelling : row.spellings()) {
      keys.add(spelling.key());
      keys.addAll(spelling.conversion().alsoReads());
      bySide |= spelling.side() != Side.ANY;
    }
    Set<Source> sources = EnumSet.noneOf(Source.class);
    if (bySide) {
      sources.add(Source.KIND);
    }
    if (row.place() == FieldRow.Place.EITHER) {
      sources.add(Source.RESOURCE);
    }
    return new FieldInputs(List.copyOf(keys), sources);
  }

  /** What these rows of the table read together. */
  static FieldInputs ofRows(CanonicalField... fields) {
    FieldInputs all = of();
    for (CanonicalField field : fields) {
      all = all.and(ofRow(field));
    }
    return all;
  }

  FieldInputs and(FieldInputs more) {
    Set<String> keysOfBoth = new LinkedHashSet<>(keys);
    keysOfBoth.addAll(more.keys);
    Set<Source> sourcesOfBoth = EnumSet.noneOf(Source.class);
    sourcesOfBoth.addAll(sources);
    sourcesOfBoth.addAll(more.sources);
    return new FieldInputs(List.copyOf(keysOfBoth), sourcesOfBoth);
  }
}
