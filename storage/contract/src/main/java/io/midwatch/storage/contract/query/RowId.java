package io.midwatch.storage.contract.query;

import java.util.Optional;

/**
 * The name of one stored row, stable for as long as the row exists: writer, log file, offset of the
 * request in it, item of the request. Text form {@code w.f.o.i} in decimal.
 */
public record RowId(int writer, long file, long offset, int item) implements Comparable<RowId> {

  public String text() {
    return writer + "." + file + "." + offset + "." + item;
  }

  public static Optional<RowId> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RowId(
              Integer.parseInt(parts[0]),
              Long.parseLong(parts[1]),
              Long.parseLong(parts[2]),
              Integer.parseInt(parts[3])));
    } catch (NumberFormatException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(RowId other) {
    int order = Integer.compare(writer, other.writer);
    order = order != 0 ? order : Long.compare(file, other.file);
    order = order != 0 ? order : Long.compare(offset, other.offset);
    return order != 0 ? order : Integer.compare(item, other.item);
  }
}
