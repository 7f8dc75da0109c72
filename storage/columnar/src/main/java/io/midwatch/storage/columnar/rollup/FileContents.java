package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupTable.Dimension;
import io.midwatch.storage.contract.rollup.RollupTable.DimensionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rollup file says about itself in its section {@link #SECTION}.
 *
 * @param coveredPosition last position of the log that is counted in it or in files before it
 * @param gaps by table, as known when the file was written
 */
record FileContents(long coveredPosition, Map<String, Gaps> gaps, List<Run> runs) {
  static final String SECTION = "contents";

  FileContents {
    gaps = Map.copyOf(gaps);
    runs = List.copyOf(runs);
  }

  void write(DataSink sink) {
    List<RollupTable> tables = runs.stream().map(Run::table).distinct().toList();
    sink.putSigned(coveredPosition).putVarint(tables.size());
    tables.forEach(table -> write(table, sink));
    sink.putVarint(gaps.size());
    gaps.forEach((table, gap) ->
        sink.putText(table)
            .putLong(gap.goneBeforeUnixNano())
            .putLong(gap.refusedFrom())
            .putLong(gap.refusedTo()));
    sink.putVarint(runs.size());
    runs.forEach(run -> run.write(tables.indexOf(run.table()), sink));
  }

  private static void write(RollupTable table, DataSink sink) {
    sink.putText(table.name()).putVarint(table.dimensions().size());
    for (Dimension dimension : table.dimensions()) {
      sink.putText(dimension.name()).putByte(dimension.type().ordinal());
    }
    for (List<String> names : List.of(table.counters(), table.histograms(), table.sketches())) {
      sink.putVarint(names.size());
      names.forEach(sink::putText);
    }
    sink.putVarint(table.maxRowsPerBucket());
  }

  static FileContents read(DataCursor cursor, String origin) {
    try {
      return read(cursor);
    } catch (IndexOutOfBoundsException | IllegalArgumentException wrong) {
      throw new StoreException(origin + ": makes no sense: " + wrong.getMessage(), wrong);
    }
  }

  private static FileContents read(DataCursor cursor) {
    long coveredPosition = cursor.getSigned();
    List<RollupTable> tables = new ArrayList<>();
    for (int count = cursor.getCount(); count > 0; count--) {
      tables.add(table(cursor));
    }
    Map<String, Gaps> gaps = new HashMap<>();
    for (int count = cursor.getCount(); count > 0; count--) {
      gaps.put(cursor.getText(), new Gaps(cursor.getLong(), cursor.getLong(), cursor.getLong()));
    }
    List<Run> runs = new ArrayList<>();
    for (int count = cursor.getCount(); count > 0; count--) {
      runs.add(Run.read(runs.size(), tables, cursor));
    }
    return new FileContents(coveredPosition, gaps, runs);
  }

  private static RollupTable table(DataCursor cursor) {
    String name = cursor.getText();
    List<Dimension> dimensions = new ArrayList<>();
    for (int count = cursor.getCount(); count > 0; count--) {
      dimensions.add(new Dimension(cursor.getText(), DimensionType.values()[cursor.getByte()]));
    }
    return new RollupTable(
        name, dimensions, names(cursor), names(cursor), names(cursor), cursor.getCount());
  }

  private static List<String> names(DataCursor cursor) {
    List<String> names = new ArrayList<>();
    for (int count = cursor.getCount(); count > 0; count--) {
      names.add(cursor.getText());
    }
    return names;
  }
}
