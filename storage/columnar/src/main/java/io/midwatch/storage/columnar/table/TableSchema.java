package io.midwatch.storage.columnar.table;

import io.midwatch.model.Signal;
import java.util.List;

/**
 * The fixed columns of one signal's rows; attribute columns come as attributes come.
 *
 * @param time name of the NUMBERS column rows are filed under
 */
public record TableSchema(Signal signal, String time, List<Column> columns) {

  /** What a column holds. */
  public enum Kind {
    NUMBERS,
    CODED,
    BLOBS
  }

  /** How a segment stores the numbers of a column best; the answers are the same. */
  public enum Hint {
    /** Packed per block against the smallest. */
    PACKED,
    /** Eight bytes each: random ids. */
    RANDOM,
    /** Ids that mostly occur in the column {@code of} of a nearby row; 0 means none. */
    REFERENCE,
    /** A code column with an index from code to rows. */
    INDEXED,
    /** Texts searched by token. */
    TOKENS
  }

  /**
   * @param of the column a REFERENCE points into, else empty
   */
  public record Column(String name, Kind kind, Hint hint, String of) {
    public static Column numbers(String name) {
      return new Column(name, Kind.NUMBERS, Hint.PACKED, "");
    }

    public static Column random(String name) {
      return new Column(name, Kind.NUMBERS, Hint.RANDOM, "");
    }

    public static Column reference(String name, String of) {
      return new Column(name, Kind.NUMBERS, Hint.REFERENCE, of);
    }

    public static Column coded(String name) {
      return new Column(name, Kind.CODED, Hint.PACKED, "");
    }

    public static Column indexed(String name) {
      return new Column(name, Kind.CODED, Hint.INDEXED, "");
    }

    public static Column blobs(String name) {
      return new Column(name, Kind.BLOBS, Hint.PACKED, "");
    }

    public static Column tokens(String name) {
      return new Column(name, Kind.BLOBS, Hint.TOKENS, "");
    }
  }

  public TableSchema {
    columns = List.copyOf(columns);
  }

  /** Position of a column in {@link #columns()}. */
  public int position(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(signal + " has no column " + name);
  }
}
